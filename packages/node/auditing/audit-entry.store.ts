import type { AuditEntryView } from '../../../schemas/rest/auditing.ts'
import type { Session } from '../platform/database.ts'
import { IS_CHANGE } from './audit-list.ts'

type Row = Omit<AuditEntryView, 'at'> & { readonly at: Date; readonly [column: string]: unknown }

/** One entry with its fields before and after. */
export async function findEntry(session: Session, id: string): Promise<Row | undefined> {
  const rows = await session.query<Row>({
    text: `select e.id, e.at, e.by, e.via, e.what, e.file, e.key, e.detail,
                  coalesce((select jsonb_agg(jsonb_build_object('field', name, 'before', e.before ->> name, 'after', e.after ->> name) order by name)
                    from (select jsonb_object_keys(coalesce(e.before, '{}')) as name
                          union select jsonb_object_keys(coalesce(e.after, '{}'))) as f
                    where ${IS_CHANGE}), '[]') as fields
           from audit_entry e where e.id = $1`,
    values: [id],
  })
  return rows[0]
}
