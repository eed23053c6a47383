import { gathering } from '../../platform/gathering.ts'
import type { Http } from '../../platform/http.ts'
import { type CallingPartner, partnerOf } from '../../platform/partner-guard.ts'
import { orderFetch } from './fetch-missing.ts'
import { type ReadMessage, readInboxRequest, readMessages, WrongRequest } from './read-messages.ts'
import { type Outcome, type ReceiverFacts, receiveMessages } from './receive-messages.ts'

/** Largest request, bytes: 256 messages of moderate size, or one large. */
const MOST_BYTES = 4 * 1024 * 1024
/** Requests whose messages share a transaction. */
const MOST_REQUESTS = 64
/** A call that comes too early is no failure of this node: it is told when to come again, as one of too many is. */
const LATER = 429
const LATER_SECONDS = 2

/** Where partners bring their messages. */
export function inboxRoutes(http: Http, facts: ReceiverFacts): void {
  const { database, identity } = facts
  const receive = receiverOf(facts)
  http.register(async (scope) => {
    scope.removeContentTypeParser('application/json')
    // The bytes as they came: what is signed and hashed may not be read by a lenient reader first.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(
      '/exchange/1/inbox',
      { config: { access: 'partner' }, bodyLimit: MOST_BYTES },
      async (request, reply) => {
        const partner = partnerOf(request)
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { messages, fault } = await readSigned(identity, partner.did, bytes)
        const outcomes = messages.length > 0 ? await receive(partner, messages) : []
        const last = outcomes.at(-1)
        if (last?.status === 'gap') await orderFetch(database, partner.id)
        const isWhole = outcomes.length === messages.length && outcomes.every(isTaken)
        const all = isWhole && fault !== null ? [...outcomes, { status: 'rejected' as const, reason: fault }] : outcomes
        if (all[0]?.status === 'later')
          return reply
            .code(LATER)
            .header('retry-after', String(LATER_SECONDS))
            .send({ reason: 'the transfer takes nothing just now' })
        return reply.code(statusOf(all[0]!)).type('application/json').send(answerText(all))
      },
    )
  })
}

const isTaken = ({ status }: Outcome): boolean => status === 'stored' || status === 'repeated'

async function readSigned(identity: ReceiverFacts['identity'], did: string, bytes: Uint8Array) {
  try {
    return await readMessages(identity, did, readInboxRequest(bytes).messages)
  } catch (error) {
    if (error instanceof WrongRequest) return { messages: [], fault: error.message }
    throw error
  }
}

/** Requests of one partner that come while others of it are being kept are kept together: they would wait for the same log. */
function receiverOf(facts: ReceiverFacts) {
  const byPartner = new Map<string, (messages: readonly ReadMessage[]) => Promise<readonly Outcome[]>>()
  return (partner: CallingPartner, messages: readonly ReadMessage[]): Promise<readonly Outcome[]> => {
    let receive = byPartner.get(partner.id)
    if (!receive) {
      receive = gathering((requests) => receiveMessages(facts, partner, { requests }), MOST_REQUESTS)
      byPartner.set(partner.id, receive)
    }
    return receive(messages)
  }
}

function statusOf({ status }: Outcome): number {
  if (status === 'stored' || status === 'repeated') return 202
  return status === 'rejected' ? 400 : 409
}

/** Receipts are sent as they were signed, byte by byte. */
function answerText(outcomes: readonly Outcome[]): string {
  const answers = outcomes
    // What a suspended transfer did not take is not spoken of: it is sent again.
    .filter((one) => one.status !== 'later')
    .map((one) =>
      'receipt' in one
        ? `{"status":"${one.status}","receipt":${one.receipt},"signature":"${one.signature}"}`
        : JSON.stringify(one),
    )
  return `{"answers":[${answers.join(',')}]}`
}
