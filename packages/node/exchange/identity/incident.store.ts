import type { Session } from '../../platform/database.ts'

/** What a partner did that it should not have. */
export interface Incident {
  /** A word for machines: `unannounced-key`. */
  readonly kind: string
  /** Id; null: no partner. */
  readonly partner: string | null
  /** A sentence for people. */
  readonly what: string
  readonly detail?: Readonly<Record<string, unknown>>
  /** Kept once in this time of each kind, as `1 day`; left out: each. */
  readonly onceIn?: string
}

/** Of one kind of one partner, and in bytes: who goes on after so many proves nothing new, and would fill the disk. */
const MOST_A_DAY = 1_000
const MOST_BYTES_A_DAY = 32 * 1024 * 1024

/** Keeps an incident as evidence, in the caller's transaction; of one partner at most a thousand of each kind, and 32 MiB, a day. */
export async function noteIncident(
  session: Session,
  { kind, partner, what, detail = {}, onceIn = '0' }: Incident,
): Promise<void> {
  await session.query({
    text: `insert into incident (kind, partner, what, detail) select $1, $2, $3, $4::jsonb
           where $2::uuid is null or (
             select count(*) < $5 and coalesce(sum(pg_column_size(detail)), 0) < ${MOST_BYTES_A_DAY}
               and not coalesce(bool_or(at > now() - $6::interval), false)
             from (select detail, at from incident where partner = $2::uuid and kind = $1 order by id desc limit $5) newest
             where at > now() - interval '1 day')`,
    values: [kind, partner, what, JSON.stringify(detail), MOST_A_DAY, onceIn],
  })
}

/** The newest of a partner that nobody has closed. */
export const listIncidents = (session: Session, partner: string) =>
  session.query<{ kind: string; what: string; detail: unknown; at: Date }>({
    text: 'select kind, what, detail, at from incident where partner = $1 and closed is null order by id desc limit 100',
    values: [partner],
  })

export async function findEvidence(session: Session, id: string): Promise<unknown> {
  const rows = await session.query<{ detail: unknown }>({
    text: 'select detail from incident where id = $1::bigint',
    values: [id],
  })
  return rows[0]?.detail
}

/** `before`: somebody has closed it already; `none`: there is no such incident. */
export async function closeIncident(
  session: Session,
  id: string,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<'closed' | 'before' | 'none'> {
  const [row] = await session.query<{ isClosed: boolean }>({
    text: `with one as (select id, closed from incident where id = $1::bigint for update),
           now_closed as (update incident i set closed = now(), closed_by = $3, closed_reason = $2 from one
                          where i.id = one.id and one.closed is null)
           select closed is not null as "isClosed" from one`,
    values: [id, reason, by],
  })
  if (!row) return 'none'
  return row.isClosed ? 'before' : 'closed'
}
