import { AuditEntryView, AuditPath, AuditRow } from '../../../schemas/rest/auditing.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay, readSiteZone } from '../records/index.ts'
import { auditEntries } from './audit-list.ts'
import { readAuditEntry } from './read-audit-entry.ts'

/** Who changed what, for the owner. */
export function auditingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  listRoute(http, {
    path: '/api/audit',
    summary: 'Every change: who, when, by which way, of what, old → new',
    source: async () => auditEntries(await readSiteZone(database)),
    row: AuditRow,
    access: 'owner',
    session: database,
    today: () => readBusinessDay(database, clock),
  })
  http.get(
    '/api/audit-entry',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'One change with every field before and after',
        querystring: AuditPath,
        response: { 200: AuditEntryView },
      },
    },
    ({ query }) => readAuditEntry(database, query.id),
  )
}
