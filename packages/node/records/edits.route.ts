import { Type } from 'typebox'
import { EditAnswer, RecordEdits } from '../../../schemas/rest/edits.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from './business-day.ts'
import { editRecords } from './edit-records.ts'
import { recordSource } from './record-lists.ts'

/** A block of thousands of rows pasted from a spreadsheet, bytes. */
const BODY = 16 * 1024 * 1024

/** Rows of the records to read as a list, and to change one by one. */
export function editRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  listRoute(http, {
    path: '/api/records/:file',
    summary: 'Rows of one file of the contract, with its columns and attributes',
    params: { file: Type.String({ pattern: '^[a-z_]{1,40}$' }) },
    source: ({ file }) => recordSource(database, file!),
    row: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
    session: database,
    today: () => readBusinessDay(database, clock),
  })
  http.post(
    '/api/record-edits',
    {
      config: { access: 'planner' },
      bodyLimit: BODY,
      schema: {
        summary: 'Change, add or take away rows of the records, all or none; undone like an import',
        body: RecordEdits,
        response: { 200: EditAnswer },
      },
    },
    (request) => editRecords(database, request.body, personOf(request).email),
  )
}
