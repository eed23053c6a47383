import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refused } from './problem.ts'

/** Serves the built screens: files with a hash in their name for ever, the page itself always fresh and on every path. */
export async function registerScreens(
  http: FastifyInstance,
  { screens, methodsOf }: { screens: string | undefined; methodsOf: (url: string) => readonly string[] },
): Promise<void> {
  const page =
    screens && existsSync(join(screens, 'index.html')) ? readFileSync(join(screens, 'index.html')) : undefined
  if (screens && page)
    await http.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.schema = { ...route.schema, hide: true }
      })
      await scope.register(staticFiles, {
        root: join(screens, 'assets'),
        prefix: '/assets/',
        immutable: true,
        maxAge: '365d',
        index: false,
      })
      await scope.register(staticFiles, {
        root: screens,
        prefix: '/',
        wildcard: false,
        index: false,
        decorateReply: false,
      })
    })
  http.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url)
    if (methods.length > 0) {
      reply.header('allow', methods.join(', '))
      throw new Refused('wrong-method', `${request.method} ${request.url} should be one of ${methods.join(', ')}`)
    }
    const isPage = request.method === 'GET' && !isForPrograms(request.url) && !/\.\w+$/.test(request.url.split('?')[0]!)
    if (!isPage || !page) throw new Refused('not-found', `There is nothing at ${request.method} ${request.url}`)
    return reply.type('text/html').header('cache-control', 'no-store').send(page)
  })
}

/** Where programs and partners ask: a page would tell them nothing. */
const isForPrograms = (url: string): boolean => /^\/(api|dsp|exchange\/\d|\.well-known)([/?]|$)/.test(url)
