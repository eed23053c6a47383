import { CheckpointPath } from '../../../../schemas/rest/evidence.ts'
import type { Http } from '../../platform/http.ts'
import type { Exchange } from '../open-exchange.ts'
import { exportRecord } from './export-record.ts'

/** The record with a partner as a file that proves itself. */
export function exportRecordRoute(http: Http, exchange: Exchange): void {
  http.get(
    '/api/partners/:id/record',
    {
      config: { access: 'owner' },
      schema: {
        summary:
          'The whole record with a partner, signed: lines of JSON that `headwater verify` checks without a network',
        params: CheckpointPath,
        produces: ['application/jsonl'],
      },
    },
    async ({ params }, reply) => {
      const { name, lines } = await exportRecord(exchange, params.id)
      const file = encodeURIComponent(`${name} ${new Date(exchange.machine()).toISOString().slice(0, 10)}.jsonl`)
      return reply
        .headers({ 'content-disposition': `attachment; filename*=UTF-8''${file}`, 'cache-control': 'no-store' })
        .type('application/jsonl')
        .send(lines)
    },
  )
}
