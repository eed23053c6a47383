import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from './problem.ts'

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

/** A partner that calls too often, and when it may call again. */
export class TooMany extends Refused {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super('too-many', `${message}; try again in ${seconds} s`)
    this.seconds = seconds
  }
}

/** For a node that knows no partners. */
const knowsNobody: IdentifyPartner = () => Promise.reject(new Refused('unauthenticated', 'This node knows no partners'))

/** Lets partners in by the token of their call, before anything of its body is read; no session and no role opens such a door. */
export const partnerGuard =
  (identify: IdentifyPartner = knowsNobody) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      request.partner = await identify(request.headers.authorization)
    } catch (error) {
      if (error instanceof TooMany) reply.header('retry-after', String(error.seconds))
      if (error instanceof Refused && error.reason === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
      throw error
    }
  }

/** The partner of a request to a door with `access: 'partner'`. */
export function partnerOf(request: FastifyRequest): CallingPartner {
  if (!request.partner) throw new Error('partnerOf is for routes of partners')
  return request.partner
}
