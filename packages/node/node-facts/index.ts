export { nodeFactsRoutes } from './node-facts.route.ts'
export type { NodePlace } from './read-node-facts.ts'
