import type { Session } from '../platform/database.ts'

export interface AuditEntry {
  readonly by: string
  readonly what: string
  readonly detail: Readonly<Record<string, unknown>>
}

export async function writeAudit(session: Session, { by, what, detail }: AuditEntry): Promise<void> {
  await session.query({
    text: 'insert into audit (by, what, detail) values ($1, $2, $3::jsonb)',
    values: [by, what, JSON.stringify(detail)],
  })
}
