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
}

/** Keeps an incident as evidence, in the caller's transaction. */
export async function noteIncident(session: Session, { kind, partner, what, detail = {} }: Incident): Promise<void> {
  await session.query({
    text: 'insert into incident (kind, partner, what, detail) values ($1, $2, $3, $4::jsonb)',
    values: [kind, partner, what, JSON.stringify(detail)],
  })
}

/** The newest of a partner. */
export const listIncidents = (session: Session, partner: string) =>
  session.query<{ kind: string; what: string; detail: unknown; at: Date }>({
    text: 'select kind, what, detail, at from incident where partner = $1 order by id desc limit 100',
    values: [partner],
  })
