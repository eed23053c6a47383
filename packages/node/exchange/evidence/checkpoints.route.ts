import { CheckpointPath, CheckpointSwapView } from '../../../../schemas/rest/evidence.ts'
import type { Http } from '../../platform/http.ts'
import { partnerOf } from '../../platform/partner-guard.ts'
import { Refused } from '../../platform/problem.ts'
import type { Exchange } from '../open-exchange.ts'
import { answerSwap } from './answer-swap.ts'
import { swapAsker } from './ask-swap.ts'
import { type CheckpointSwap, wrongSwap } from './checkpoint-wire.ts'
import { compareRecords } from './compare-records.ts'
import { swapDaily } from './swap-daily.ts'

/** Checkpoints of the logs of a pair: swapped when a partner calls, when the owner asks, and daily. */
export function checkpointRoutes(http: Http, exchange: Exchange): void {
  const asking = { database: exchange.database, askSwap: swapAsker(exchange) }
  http.post(
    '/exchange/1/checkpoints',
    { config: { access: 'partner' }, schema: { hide: true, summary: 'Swap the checkpoints of both logs of a pair' } },
    async (request, reply) => {
      const wrong = wrongSwap(request.body)
      if (wrong) throw new Refused('invalid', wrong)
      const answer = await answerSwap(exchange, partnerOf(request), request.body as CheckpointSwap)
      return reply.code('unseen' in answer ? 409 : 200).send(answer)
    },
  )
  http.post(
    '/api/partners/:id/checkpoints',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'Compare the records of both sides with a partner: swap signed checkpoints, and check their proofs',
        params: CheckpointPath,
        response: { 200: CheckpointSwapView },
      },
    },
    async ({ params }) => ({ logs: [...(await compareRecords(asking, params.id))] }),
  )
  const daily = swapDaily(exchange, asking.askSwap)
  http.addHook('onClose', () => daily.stop())
}
