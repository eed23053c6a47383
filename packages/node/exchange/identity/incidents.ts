import type { IncidentRow, IncidentView } from '../../../../schemas/rest/incidents.ts'
import { writeAudit } from '../../accounts/index.ts'
import type { Database } from '../../platform/database.ts'
import type { ListSource } from '../../platform/list-source.ts'
import { Refused } from '../../platform/problem.ts'
import { readList } from '../../platform/read-list.ts'
import { closeIncident, findEvidence } from './incident.store.ts'

const text = (sql: string, isCode = false) => ({ sql, type: 'text' as const, isCode })

/** Everything that partners did that they should not have; nothing of it is ever taken away by a person. */
export const INCIDENTS: ListSource = {
  from: 'incident as i left join partner as p on p.id = i.partner',
  columns: {
    id: text('i.id::text'),
    at: { sql: 'i.at', type: 'time' },
    kind: text('i.kind', true),
    partner: text('p.name'),
    did: text('p.did'),
    what: text('i.what'),
    state: text(`case when i.closed is null then 'open' else 'closed' end`, true),
    closed: { sql: 'i.closed', type: 'time' },
    closedBy: text('i.closed_by'),
    reason: text('i.closed_reason'),
  },
  key: ['id'],
  sort: '-at',
}

/** One with its evidence. Refused `not-found`. */
export async function readIncident(database: Database, id: string, today: string): Promise<IncidentView> {
  const { rows } = await readList<IncidentRow>(database, { source: INCIDENTS, query: { filter: `id:${id}` }, today })
  if (!rows[0]) throw new Refused('not-found', `incident (${id}) should exist`)
  return { ...rows[0], detail: await findEvidence(database, id) }
}

/** It needs nobody any more; the evidence stays. Refused `conflict` where it is closed already: the first reason counts. */
export async function closeWithReason(
  database: Database,
  id: string,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<void> {
  await database.transaction(async (transaction) => {
    const closed = await closeIncident(transaction, id, { reason, by })
    if (closed === 'none') throw new Refused('not-found', `incident (${id}) should exist`)
    if (closed === 'before') throw new Refused('conflict', `incident (${id}) should be open; it was closed before`)
    await writeAudit(transaction, { by, what: 'incident.closed', file: 'incident', key: id, after: { reason } })
  })
}
