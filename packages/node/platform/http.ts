import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import fastify, { type FastifyReply, type FastifyRequest, type FastifySchemaCompiler } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { watchMethods } from './allowed-methods.ts'
import { registerApiDocs } from './api-docs.ts'
import { describeApi, Problem } from './describe-api.ts'
import { guard, type Identify } from './guard.ts'
import { ownNames } from './host-names.ts'
import { registerLive } from './live.ts'
import type { Log } from './log.ts'
import { type DoorRules, openPartnerDoor } from './partner-door.ts'
import type { IdentifyPartner } from './partner-guard.ts'
import { Refused, refuseConnection, sendProblem } from './problem.ts'
import { type PublicAddress, trustOf } from './public-address.ts'
import { refuseDepth } from './refuse-depth.ts'
import { refuseZeros } from './refuse-zeros.ts'
import { registerScreens } from './screens.ts'
import { shutOut } from './shut-out.ts'

export interface HttpOptions {
  readonly log: Log
  readonly identify: Identify
  /** Which partner calls; left out: none is let in. */
  readonly identifyPartner?: IdentifyPartner
  /** Other limits of the doors of partners, for tests. */
  readonly doorRules?: DoorRules | undefined
  /** Address of the database, for the connection that listens. */
  readonly databaseUrl: string
  /** The built screens; undefined: none are served. */
  readonly screens: string | undefined
  readonly version: string
  /** Where the node listens: it answers under that name only, so that no foreign name can be bound to it. */
  readonly host: string
  /** The name at a proxy that ends TLS; undefined: there is none. */
  readonly publicAddress?: PublicAddress | undefined
}

/** Largest body of a request, bytes; a route that takes files says its own. */
const BODY = 1024 * 1024
/** A caller that sends its headers, or its body, slower than this is let go. */
const HEADERS_MS = 20_000
const REQUEST_MS = 600_000
const REQUESTS_A_MINUTE = 1_200

/** What a page of the node may load and who may frame it. */
const CONTENT = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/** Browsers come back by TLS alone for a year; other names of the domain are not ours to bind. */
const HSTS = { maxAge: 31_536_000, includeSubDomains: false }

/** A start does not wait for the checks of every door to be made: each is made for its first request. */
const compiledWhenUsed: FastifySchemaCompiler<TSchema> = (route) => {
  let check: ReturnType<typeof TypeBoxValidatorCompiler> | undefined
  return (value) => {
    check ??= TypeBoxValidatorCompiler(route)
    return check(value)
  }
}

/** The response of a change that has nothing to say. */
export const NO_CONTENT = { 204: Type.Null({ description: 'Done' }) }

export type Http = Awaited<ReturnType<typeof openHttp>>

/** The node's HTTP server, guarded, with docs, live events and screens; the caller registers its routes and listens. */
export async function openHttp(options: HttpOptions) {
  const { log, version, publicAddress } = options
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: Error): FastifyReply =>
    sendProblem({ request, reply, log }, error)
  const http = fastify({
    logger: false,
    bodyLimit: BODY,
    trustProxy: trustOf(publicAddress),
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 5_000, requireHostHeader: false },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, request, reply) => void refuse(request, reply, error),
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(compiledWhenUsed)
  http.setErrorHandler((error: Error, request, reply) => refuse(request, reply, error))
  const door = openPartnerDoor(Date.now, options.doorRules)
  // Before all that is done for an answer to somebody who is served.
  http.addHook('onRequest', shutOut(door))
  const isOwn = ownNames(options.host, { publicName: publicAddress?.name })
  http.addHook('onRequest', async (request) => {
    const { host } = request.headers
    if (!isOwn(host))
      throw new Refused('forbidden', `Host (${host ?? 'none'}) should be ${publicAddress?.name ?? options.host}`)
  })
  http.addHook('preValidation', refuseZeros)
  http.addHook('preValidation', refuseDepth)
  await http.register(helmet, {
    contentSecurityPolicy: CONTENT,
    strictTransportSecurity: publicAddress ? HSTS : false,
  })
  await http.register(rateLimit, {
    global: true,
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    // The files of the screens cost nothing, and a screen of which one file is refused stays white.
    allowList: ({ routeOptions }) => !(routeOptions.url ?? '/api').startsWith('/api'),
    errorResponseBuilder: (_request, { after }) => new Refused('too-many', `Too many requests; try again in ${after}`),
  })
  await http.register(cookie)
  http.addSchema(Problem)
  await http.register(swagger, describeApi(version))
  guard(http, { ...options, door })
  const methodsOf = watchMethods(http)
  const health = Type.Object({ ok: Type.Boolean(), version: Type.String() })
  http.get(
    '/api/health',
    { config: { access: 'public' }, schema: { summary: 'Whether the node answers', response: { 200: health } } },
    () => ({ ok: true, version }),
  )
  await registerApiDocs(http)
  await registerLive(http, options)
  await registerScreens(http, { ...options, methodsOf })
  return http
}
