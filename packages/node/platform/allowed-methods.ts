import type { FastifyInstance } from 'fastify'

/** Collects the routes as they are registered; the answer tells the methods of a path, none where nothing is there. */
export function watchMethods(http: FastifyInstance): (url: string) => readonly string[] {
  const routes: { readonly path: RegExp; readonly method: string }[] = []
  http.addHook('onRoute', ({ url, method }) => {
    const path = new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`)
    for (const one of [method].flat()) routes.push({ path, method: one })
  })
  return (url) => {
    const path = url.split('?')[0]!
    return [...new Set(routes.filter((one) => one.path.test(path)).map((one) => one.method))].sort()
  }
}
