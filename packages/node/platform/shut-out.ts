import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOf, isLong } from './caller.ts'
import type { PartnerDoor } from './partner-door.ts'
import { problemText, TooMany } from './problem.ts'

/**
 * Refuses who is shut out of the doors of partners, before anything else is done for its call: it costs neither a signature nor a
 * statement, and waits for its answer as long as there is room for who waits.
 */
export function shutOut(door: PartnerDoor) {
  const { heldSeconds, heldAtOnce } = door.rules
  let held = 0
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.routeOptions.config.access !== 'partner' || request.is404) return
    const caller = callerOf(request)
    const seconds = door.shutFor(caller)
    if (seconds === 0) return
    if (held < heldAtOnce) {
      held += 1
      await closedWithin(request, spread(Math.min(heldSeconds, seconds)) * 1_000)
      held -= 1
    }
    refuse(request, reply, new TooMany(`Too many calls from ${caller.address} were refused`, seconds))
  }
}

/** By chance between half and the whole: those that came together would come back together. */
const spread = (seconds: number): number => seconds * (1 - Math.random() / 2)

const closedWithin = ({ raw }: FastifyRequest, milliseconds: number): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, milliseconds)
    raw.once('close', () => {
      clearTimeout(late)
      done()
    })
  })

/** Past all that is done for an answer to somebody who is served. */
function refuse(request: FastifyRequest, reply: FastifyReply, { message, seconds }: TooMany): void {
  const text = problemText(429, message)
  reply.hijack()
  reply.raw
    .writeHead(429, {
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(text)),
      'retry-after': String(seconds),
      ...(isLong(request) ? { connection: 'close' } : {}),
    })
    .end(text)
}
