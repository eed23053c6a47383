import type { Session } from '../platform/database.ts'

type Fields = Readonly<Record<string, unknown>>

export interface AuditEntry {
  readonly by: string
  readonly what: string
  readonly detail?: Fields
  /** What kind of thing. */
  readonly file?: string
  /** Which one. */
  readonly key?: string
  /** Its fields, as far as they changed; never a password, never a token. */
  readonly before?: Fields
  readonly after?: Fields
}

/** Notes an act in its own transaction. Tables whose rows are audited by themselves (migration audit-trail) need no such note. */
export async function writeAudit(session: Session, entry: AuditEntry): Promise<void> {
  const { by, what, detail = {}, file = null, key = null, before = null, after = null } = entry
  await session.query({
    text: `insert into audit (by, via, what, detail, file, key, before, after)
           values ($1, coalesce(nullif(current_setting('headwater.via', true), ''), 'node'), $2, $3::jsonb, $4, $5, $6::jsonb, $7::jsonb)`,
    values: [by, what, JSON.stringify(detail), file, key, json(before), json(after)],
  })
}

const json = (fields: Fields | null): string | null => (fields === null ? null : JSON.stringify(fields))
