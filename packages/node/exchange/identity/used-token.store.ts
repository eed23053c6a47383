import type { Session } from '../../platform/database.ts'

export interface UsedToken {
  readonly hash: Buffer
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** Keeps tokens as used; answers, in hexadecimal, those that were not used before. Of two equal ones in one call one is new. */
export async function spendTokens(session: Session, tokens: readonly UsedToken[]): Promise<ReadonlySet<string>> {
  const rows = await session.query<{ hash: Buffer }>({
    name: 'spend-tokens',
    text: `insert into used_token (hash, expires)
           select hash, to_timestamp(expires / 1000.0) from unnest($1::bytea[], $2::float8[]) as one (hash, expires)
           on conflict (hash) do nothing returning hash`,
    values: [tokens.map((one) => one.hash), tokens.map((one) => one.expires)],
  })
  return new Set(rows.map((one) => one.hash.toString('hex')))
}

/** Forgets some of those that have run out; a door does not wait for all of them. */
export async function forgetTokens(session: Session, { now, most }: { now: number; most: number }): Promise<void> {
  await session.query({
    name: 'forget-tokens',
    text: `delete from used_token where hash in (
             select hash from used_token where expires < to_timestamp($1 / 1000.0) order by expires limit $2
             for update skip locked)`,
    values: [now, most],
  })
}
