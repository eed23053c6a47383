import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actFor } from './actor.ts'
import type { PartnerDoor } from './partner-door.ts'
import { type IdentifyPartner, partnerGuard } from './partner-guard.ts'
import { Refused } from './problem.ts'
import type { PublicAddress } from './public-address.ts'

/** What a person may do; each may all that those before may. */
export const ROLES = ['viewer', 'operator', 'supervisor', 'planner', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Who asks. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** A browser that sends cookies by itself, or a program that sends a token on purpose. */
  readonly by: 'cookie' | 'token'
  /** Somebody else has chosen the password. */
  readonly mustChange?: boolean
}

/** Finds out who asks; null: nobody that the node knows. */
export type Identify = (request: FastifyRequest) => Promise<Person | null>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call a route; without it the route is not registered. `partner`: another company's node, and no person. */
    access?: Role | 'public' | 'partner'
  }
  interface FastifyRequest {
    person: Person | null
  }
}

export const mayAct = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** Requests a minute of callers who are nobody, from one address: each costs a look into the database. */
const STRANGERS_A_MINUTE = 300

export interface GuardOptions {
  readonly identify: Identify
  readonly identifyPartner?: IdentifyPartner | undefined
  readonly door: PartnerDoor
  readonly publicAddress?: PublicAddress | undefined
}

/** Denies by default: no route without a stated access, no answer without a person who has it, no change by another site. */
export function guard(
  http: FastifyInstance,
  { identify, identifyPartner, door, publicAddress: address }: GuardOptions,
): void {
  const letPartnerIn = partnerGuard(door, identifyPartner)
  http.decorateRequest('person', null)
  http.decorateRequest('partner', null)
  http.addHook('onRoute', (route) => {
    // What companies say to each other is described by its own standards, not by the API of people and programs.
    if (route.config?.access === 'partner') route.schema = { ...route.schema, hide: true }
    if (route.config?.access !== undefined) return
    const methods = [route.method].flat()
    const isScreen = !route.url.startsWith('/api') && methods.every((one) => one === 'GET' || one === 'HEAD')
    if (!isScreen) throw new Error(`Route (${methods.join()} ${route.url}) should say its access`)
    route.config = { ...route.config, access: 'public' }
  })
  const countStranger = http.createRateLimit({ max: STRANGERS_A_MINUTE, timeWindow: 60_000 })
  http.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access
    if (access === 'partner' && !request.is404) return letPartnerIn(request, reply)
    if (access === 'public' && !request.is404) return refuseOtherSites(request, null, address)
    // What is not there is told to those only who may know what is.
    if (request.is404 && !isDoor(request.url)) return
    const person = await identify(request)
    if (person === null) {
      const count = await countStranger(request)
      if (!count.isAllowed && count.isExceeded)
        throw new Refused('too-many', 'Too many requests; try again in a minute')
      throw new Refused('unauthenticated', 'Log in, or send a token as "Authorization: Bearer …"')
    }
    request.person = person
    if (request.is404) return
    refuseOtherSites(request, person, address)
    if (access === undefined || !mayAct(person.role, access as Role))
      throw new Refused('forbidden', `Role (${person.role}) should be ${access ?? 'another'} or above for this`)
    if (person.mustChange && !isOwnSession(request.routeOptions.url))
      throw new Refused('forbidden', 'Choose a password of your own first: PUT /api/session/password')
  })
  // By a callback, so that all that follows for this request is done in the person's name.
  http.addHook('preHandler', (request, _reply, done) => {
    const { person, partner } = request
    if (partner) return actFor({ by: partner.did, via: 'partner' }, done)
    if (person === null) return done()
    actFor({ by: person.email, via: person.by === 'token' ? 'program' : 'screen' }, done)
  })
}

/** Who was given a password may do nothing with it but choose another. */
const isOwnSession = (url: string | undefined): boolean => /^\/api\/session(\/|$)/.test(url ?? '')

const isDoor = (url: string): boolean => /^\/api([/?]|$)/.test(url)

/** A form of another site can neither set this header nor hide where it comes from. */
function refuseOtherSites(request: FastifyRequest, person: Person | null, address: PublicAddress | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD' || person?.by === 'token') return
  const site = request.headers['sec-fetch-site']
  const isOwn = (site === undefined || site === 'same-origin' || site === 'none') && isOwnOrigin(request, address)
  if (!isOwn || request.headers['x-headwater-request'] !== '1')
    throw new Refused(
      'forbidden',
      'A change by cookie should come from the node’s own pages, with x-headwater-request: 1',
    )
}

/** Behind a proxy a page of ours comes by TLS from the public name; else it comes from the very name that it asks. */
function isOwnOrigin({ headers: { origin, host } }: FastifyRequest, address: PublicAddress | undefined): boolean {
  if (origin === undefined || origin === address?.origin) return true
  const asked = URL.parse(`http://${host}`)
  return asked !== null && asked.hostname !== address?.name && origin === asked.origin
}

/** The person of a request behind the guard. */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new Error('personOf is for routes that are not public')
  return request.person
}
