import type { JsonWebKey } from 'node:crypto'
import type { PublicJwk } from '@headwater/exchange/identity/did-document'
import type { Session } from '../../platform/database.ts'
import type { Algorithm } from './jws.ts'

export interface OwnKeyRow {
  readonly kid: string
  readonly alg: Algorithm
  readonly public: PublicJwk
  readonly private: JsonWebKey
  readonly made: Date
  readonly retired: Date | null
}

/** All keys that this node ever had, newest first. */
export const listOwnKeys = (session: Session): Promise<readonly OwnKeyRow[]> =>
  session.query<OwnKeyRow & Readonly<Record<string, unknown>>>({
    text: `select kid, alg, public_jwk as public, private_jwk as private, made, retired from own_key
           order by made desc, alg, kid`,
  })

export async function insertOwnKeys(session: Session, keys: readonly Omit<OwnKeyRow, 'retired'>[]): Promise<void> {
  for (const { kid, alg, made, public: open, private: secret } of keys)
    await session.query({
      text: 'insert into own_key (kid, alg, public_jwk, private_jwk, made) values ($1, $2, $3::jsonb, $4::jsonb, $5)',
      values: [kid, alg, JSON.stringify(open), JSON.stringify(secret), made],
    })
}

export async function retireOwnKeys(session: Session, at: Date): Promise<void> {
  await session.query({ text: 'update own_key set retired = $1 where retired is null', values: [at] })
}

/** Only one process makes keys at a time; held until the transaction ends. */
export async function lockOwnKeys(session: Session): Promise<void> {
  await session.query({ text: 'lock table own_key in share row exclusive mode' })
}

export async function listRotations(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ jws: string }>({ text: 'select jws from own_key_rotation order by id' })
  return rows.map((one) => one.jws)
}

export async function insertRotation(session: Session, { jws, at }: { jws: string; at: Date }): Promise<void> {
  await session.query({ text: 'insert into own_key_rotation (jws, at) values ($1, $2)', values: [jws, at] })
}

/** Every process on the database reads its keys, or those of this partner, again. */
export async function tellIdentityChanged(session: Session, did = ''): Promise<void> {
  await session.query({ text: 'select pg_notify($1, $2)', values: [IDENTITY_CHANNEL, did] })
}

export const IDENTITY_CHANNEL = 'exchange_identity'
