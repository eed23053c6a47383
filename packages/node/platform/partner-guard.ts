import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOf, hasBody, isLong } from './caller.ts'
import type { PartnerDoor } from './partner-door.ts'
import { Refused, TooMany } from './problem.ts'

/** Another company's node that calls. */
export interface CallingPartner {
  readonly did: string
  readonly id: string
  readonly name: string
}

/** Finds out which partner calls by the Authorization header; throws Refused with the reason. */
export type IdentifyPartner = (authorization: string | undefined) => Promise<CallingPartner>

declare module 'fastify' {
  interface FastifyRequest {
    partner: CallingPartner | null
  }
}

/** For a node that knows no partners. */
const knowsNobody: IdentifyPartner = () => Promise.reject(new Refused('unauthenticated', 'This node knows no partners'))

/** Reasons that are the caller's fault, not ours. */
const FAULTS: readonly Refused['reason'][] = ['unauthenticated', 'forbidden', 'too-many', 'too-large']
/** Answers to calls that were let in and had nothing that could be read. */
const FAULTY: readonly number[] = [400, 413, 415, 422]

/** Lets partners in by the token of their call, before anything of its body is read; no session and no role opens such a door. */
export function partnerGuard(door: PartnerDoor, identify: IdentifyPartner = knowsNobody) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      const caller = callerOf(request)
      const bytes = bodyBytes(request)
      request.partner = await identify(request.headers.authorization)
      const leave = door.enter({ ...caller, did: request.partner.did }, bytes)
      reply.raw.once('close', () => {
        leave()
        if (FAULTY.includes(reply.raw.statusCode)) door.noteRefused(caller)
      })
      if (bytes > 0) endDripping(request, door.rules.bodySeconds)
    } catch (error) {
      if (error instanceof Refused) noteRefusal(door, { request, reply, error })
      throw error
    }
  }
}

interface Refusal {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly error: Refused
}

function noteRefusal(door: PartnerDoor, { request, reply, error }: Refusal): void {
  if (FAULTS.includes(error.reason)) door.noteRefused(callerOf(request))
  if (error instanceof TooMany) reply.header('retry-after', String(error.seconds))
  if (error.reason === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  if (isLong(request)) reply.header('connection', 'close')
}

/** As many as were announced, or else as many as may come; refused here where they are too many for the door. */
function bodyBytes(request: FastifyRequest): number {
  const { bodyLimit } = request.routeOptions
  if (!hasBody(request)) return 0
  const announced = Number(request.headers['content-length'] ?? bodyLimit)
  if (!(announced <= bodyLimit))
    throw new Refused('too-large', `The body should have at most ${bodyLimit} bytes; send less in one call`)
  return announced
}

function endDripping({ raw }: FastifyRequest, seconds: number): void {
  const late = setTimeout(() => raw.destroy(), seconds * 1_000)
  const stop = (): void => clearTimeout(late)
  raw.once('end', stop).once('close', stop)
}

/** The partner of a request to a door with `access: 'partner'`. */
export function partnerOf(request: FastifyRequest): CallingPartner {
  if (!request.partner) throw new Error('partnerOf is for routes of partners')
  return request.partner
}
