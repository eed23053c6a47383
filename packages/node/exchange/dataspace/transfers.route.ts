import {
  NewTransfer,
  ProcessMade,
  ProcessPath,
  TransferDecision,
  TransferDetail,
  TransferRow,
} from '../../../../schemas/rest/dataspace.ts'
import { type Http, NO_CONTENT } from '../../platform/http.ts'
import { listRoute } from '../../platform/list-route.ts'
import { type Dataspace, dayOf } from './dataspace.ts'
import { TRANSFERS } from './dataspace-lists.ts'
import { decideTransfer, detailTransfer, startTransfer } from './start-transfer.ts'

const PLANNER = { access: 'planner' } as const

/** Transfers of data by agreements, as people see them. */
export function transferRoutes(http: Http, dataspace: Dataspace): void {
  const list = { session: dataspace.database, today: dayOf(dataspace) }
  listRoute(http, {
    ...list,
    path: '/api/transfers',
    summary: 'Transfers of data by agreements',
    source: TRANSFERS,
    row: TransferRow,
  })
  http.post(
    '/api/transfers',
    {
      config: PLANNER,
      schema: { summary: 'Ask for the data of an agreement', body: NewTransfer, response: { 201: ProcessMade } },
    },
    async ({ body }, reply) => reply.code(201).send(await startTransfer(dataspace, body)),
  )
  http.get(
    '/api/transfers/:id',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'All that was said, and what may be done now',
        params: ProcessPath,
        response: { 200: TransferDetail },
      },
    },
    ({ params }) => detailTransfer(dataspace, params.id),
  )
  http.post(
    '/api/transfers/:id/decide',
    {
      config: PLANNER,
      schema: {
        summary: 'Start, suspend, complete or terminate a transfer',
        params: ProcessPath,
        body: TransferDecision,
        response: NO_CONTENT,
      },
    },
    async ({ params, body }, reply) => {
      await decideTransfer(dataspace, params.id, body)
      return reply.code(204).send(null)
    },
  )
}
