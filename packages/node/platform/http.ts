import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import { registerApiDocs } from './api-docs.ts'
import { guard, type Identify } from './guard.ts'
import { registerLive } from './live.ts'
import type { Log } from './log.ts'
import { Refused, sendProblem } from './problem.ts'
import { registerScreens } from './screens.ts'

export interface HttpOptions {
  readonly log: Log
  readonly identify: Identify
  /** Address of the database, for the connection that listens. */
  readonly databaseUrl: string
  /** The built screens; undefined: none are served. */
  readonly screens: string | undefined
  readonly version: string
  /** Names under which the node may be called; another Host is refused, so that no foreign name can be bound to it. */
  readonly hosts: readonly string[]
}

/** Largest body of a request, bytes: a file of the contract. */
const BODY = 200 * 1024 * 1024
const REQUESTS_A_MINUTE = 1_200

export type Http = Awaited<ReturnType<typeof openHttp>>

/** The node's HTTP server, guarded, with docs, live events and screens; the caller registers its routes and listens. */
export async function openHttp(options: HttpOptions) {
  const { log, identify, version } = options
  const http = fastify({ logger: false, bodyLimit: BODY, trustProxy: false, forceCloseConnections: true })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  http.setErrorHandler((error: Error, _request, reply) => sendProblem(reply, error, log))
  http.addHook('onRequest', async (request) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (!options.hosts.includes(name)) throw new Refused('forbidden', `Host (${name}) should be ${options.hosts[0]}`)
  })
  await http.register(helmet, {
    contentSecurityPolicy: {
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
    },
    strictTransportSecurity: false,
  })
  await http.register(rateLimit, {
    global: true,
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { after }) => new Refused('too-many', `Too many requests; try again in ${after}`),
  })
  await http.register(cookie)
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Headwater', version, description: 'A node that a manufacturer runs.' },
    },
  })
  guard(http, identify)
  http.get('/api/health', { config: { access: 'public' } }, () => ({ ok: true, version }))
  await registerApiDocs(http)
  await registerLive(http, options)
  await registerScreens(http, options)
  return http
}
