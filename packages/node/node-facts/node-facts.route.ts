import { NodeFacts } from '../../../schemas/rest/node-facts.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { type NodePlace, readNodeFacts } from './read-node-facts.ts'

/** What this node is, for its owner: folders and versions help an attacker too. */
export function nodeFactsRoutes(
  http: Http,
  room: { readonly database: Database; readonly clock: Clock; readonly place: NodePlace },
): void {
  http.get(
    '/api/node',
    {
      config: { access: 'owner' },
      schema: { summary: 'Version, data folder, database, clocks of this node', response: { 200: NodeFacts } },
    },
    () => readNodeFacts(room),
  )
}
