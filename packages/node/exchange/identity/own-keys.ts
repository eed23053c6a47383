import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import {
  type DidDocument,
  type DidKey,
  KEY_USES,
  type PublicJwk,
  readJwk,
} from '@headwater/exchange/identity/did-document'
import { didWebOf } from '@headwater/exchange/identity/did-web'
import type { KeyRotation } from '@headwater/exchange/identity/follow-rotations'
import { writeAudit } from '../../accounts/index.ts'
import type { Database, Session } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { readSetting, writeSetting } from '../../platform/settings.store.ts'
import {
  type Algorithm,
  type SigningKey,
  signCompact,
  signingKey,
  thumbprintOf,
  type VerifyingKey,
  verifyingKey,
} from './jws.ts'
import {
  insertOwnKeys,
  insertRotation,
  listOwnKeys,
  listRotations,
  lockOwnKeys,
  type OwnKeyRow,
  retireOwnKeys,
  tellIdentityChanged,
} from './own-key.store.ts'

/** Who this node is, as its database has it. */
export interface OwnKeys {
  readonly did: string
  /** Newest first; those in use and those that are kept for what they signed. */
  readonly keys: readonly Pick<OwnKeyRow, 'kid' | 'alg' | 'public' | 'made' | 'retired'>[]
  readonly rotations: readonly string[]
  readonly signing: Readonly<Record<Algorithm, SigningKey>>
  /** By DID URL: for what the node itself has signed. */
  readonly verifying: ReadonlyMap<string, VerifyingKey>
}

const DID = 'exchange-did'
const ALGORITHMS: readonly Algorithm[] = ['EdDSA', 'ES256']

/** What a node is that has no keys yet. */
export interface FirstRun {
  readonly did: string
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
}

/** The keys of this database, made where it has none. */
export async function readOwnKeys(database: Database, first: FirstRun): Promise<OwnKeys> {
  const rows = await listOwnKeys(database)
  if (rows.length === 0) {
    await database.transaction(async (transaction) => {
      await lockOwnKeys(transaction)
      if ((await listOwnKeys(transaction)).length === 0)
        await insertOwnKeys(transaction, newKeys(new Date(first.machine())))
    })
    return readOwnKeys(database, first)
  }
  const kept = (await readSetting(database, DID)) as string | undefined
  const own = kept ?? first.did
  const current = rows.filter((one) => one.retired === null)
  return {
    did: own,
    keys: rows.map(({ private: _secret, ...open }) => open),
    rotations: await listRotations(database),
    verifying: new Map(rows.map((row) => [`${own}#${row.kid}`, verifyingKey(row.public)])),
    signing: Object.fromEntries(current.map((row) => [row.alg, signingKeyOf(row, own)])) as OwnKeys['signing'],
  }
}

const signingKeyOf = ({ alg, kid, private: secret }: OwnKeyRow, did: string): SigningKey =>
  signingKey({ ...secret, alg }, `${did}#${kid}`)

/** From now on the node goes by this DID. */
export async function renameNode(session: Session, did: string): Promise<void> {
  await writeSetting(session, DID, did)
  await tellIdentityChanged(session)
}

export const keptDid = async (session: Session): Promise<string | undefined> =>
  (await readSetting(session, DID)) as string | undefined

/**
 * New keys in place of those in use. The old Ed25519 key signs which keys come and go, so that a partner who pinned it can follow; the old
 * ones stay in the document without a use. Two rotations within one second are refused: a partner could not tell their order.
 */
export async function rotateOwnKeys(database: Database, { did, now, by: person }: RotationOrder): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockOwnKeys(transaction)
    const old = (await listOwnKeys(transaction)).filter((one) => one.retired === null)
    const at = new Date(Math.floor(now / 1_000) * 1_000)
    if (old.some((one) => one.made >= at))
      throw new Refused('conflict', 'The keys of the node were changed this second; change them again in a moment')
    const keys = newKeys(at)
    const rotation: KeyRotation = {
      iss: did,
      at: at.getTime() / 1_000,
      retires: old.map((one) => `${did}#${one.kid}`),
      keys: keys.map((one) => ({ id: `${did}#${one.kid}`, publicKeyJwk: one.public })),
    }
    const by = signingKeyOf(old.find((one) => one.alg === 'EdDSA')!, did)
    await retireOwnKeys(transaction, at)
    await insertOwnKeys(transaction, keys)
    await insertRotation(transaction, { jws: signCompact(by, Buffer.from(JSON.stringify(rotation))), at })
    const kids = (rows: readonly { readonly kid: string }[]) => ({ keys: rows.map((one) => one.kid) })
    const names = { file: 'identity', key: did, before: kids(old), after: kids(keys) }
    await writeAudit(transaction, { by: person, what: 'identity.rotated', ...names })
    await tellIdentityChanged(transaction)
  })
}

interface RotationOrder {
  readonly did: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Who wanted it. */
  readonly by: string
}

const newKeys = (made: Date): readonly Omit<OwnKeyRow, 'retired'>[] =>
  ALGORITHMS.map((alg) => {
    const secret = makePrivateJwk(alg)
    const open = readJwk(secret) as PublicJwk
    return { kid: thumbprintOf(open), alg, public: open, private: secret, made }
  })

const makePrivateJwk = (alg: Algorithm): JsonWebKey =>
  (alg === 'EdDSA'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  ).privateKey.export({ format: 'jwk' })

/** The did:web of a node that answers there. */
export const didOfOrigin = (origin: string): string => didWebOf({ host: new URL(origin).host })

/** Where the node of a did:web answers: the origin of what it serves. */
export function originOf(did: string): string {
  const host = did.slice('did:web:'.length).replace('%3A', ':')
  return `${/^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'}://${host}`
}

/** What the node publishes of itself. */
export function ownDocument({ did, keys, rotations }: OwnKeys): DidDocument {
  const origin = originOf(did)
  return {
    did,
    rotations,
    keys: keys.map(
      ({ kid, public: jwk, retired }): DidKey => ({
        id: `${did}#${kid}`,
        jwk,
        uses: retired === null ? KEY_USES : [],
      }),
    ),
    services: [
      { type: 'CatalogService', endpoint: `${origin}/dsp/2025-1/catalog` },
      { type: 'DataService', endpoint: `${origin}/dsp/2025-1` },
      { type: 'EvidenceService', endpoint: `${origin}/exchange/1` },
      { type: 'CredentialService', endpoint: `${origin}/dcp/1.0` },
    ],
  }
}
