import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller, PartnerDoor } from './partner-door.ts'
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

/** Its address is shut out, whoever calls: this refusal is not counted again. */
class ShutOut extends TooMany {}

/** For a node that knows no partners. */
const knowsNobody: IdentifyPartner = () => Promise.reject(new Refused('unauthenticated', 'This node knows no partners'))

/** Reasons that are the caller's fault, not ours. */
const FAULTS: readonly Refused['reason'][] = ['unauthenticated', 'forbidden', 'too-many', 'too-large']
/** Answers to calls that were let in and had nothing that could be read. */
const FAULTY: readonly number[] = [400, 413, 415, 422]
/** Of a call that is refused no more of its body is read on; a larger one ends its connection. */
const READ_ON = 65_536

/**
 * Lets partners in by the token of their call, before anything of its body is read; no session and no role opens such a door. An address
 * that was refused too often is shut out for a while, but for partners that were let in from there and do not flood: its calls wait, are
 * answered that alone, and cost neither a signature nor a statement.
 */
export const partnerGuard =
  (door: PartnerDoor, identify: IdentifyPartner = knowsNobody) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      const caller = callerOf(request)
      await refuseShut(door, caller, request)
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

interface Refusal {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly error: Refused
}

function noteRefusal(door: PartnerDoor, { request, reply, error }: Refusal): void {
  if (FAULTS.includes(error.reason) && !(error instanceof ShutOut)) door.noteRefused(callerOf(request))
  if (error instanceof TooMany) reply.header('retry-after', String(error.seconds))
  if (error.reason === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  if (hasBody(request) && !(Number(request.headers['content-length']) <= READ_ON)) reply.header('connection', 'close')
}

async function refuseShut(door: PartnerDoor, caller: Caller, { raw }: FastifyRequest): Promise<void> {
  const seconds = door.shutFor(caller)
  if (seconds === 0) return
  await new Promise<void>((done) => {
    const held = setTimeout(done, Math.min(door.rules.heldSeconds, seconds) * 1_000)
    raw.once('close', () => {
      clearTimeout(held)
      done()
    })
  })
  throw new ShutOut(`Too many calls from ${caller.address} were refused`, seconds)
}

/** With the company that the token claims to be of; nothing of it is believed. */
function callerOf({ ip, headers }: FastifyRequest): Caller {
  const [, payload = ''] = (headers.authorization ?? '').slice(0, LONGEST_TOKEN).split('.')
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly iss?: unknown } | null
    const iss = claims?.iss
    return { address: ip, did: typeof iss === 'string' ? iss.slice(0, LONGEST_DID) : '' }
  } catch {
    return { address: ip, did: '' }
  }
}

const LONGEST_TOKEN = 4_096
const LONGEST_DID = 500

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

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
