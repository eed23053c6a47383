import { Parameters } from '../../../schemas/rest/node-facts.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { readParameterRules } from './read-parameter-rules.ts'

/** What every planning parameter may be, is otherwise, and is. They are changed as rows of `parameters`. */
export function parameterRoutes(http: Http, database: Database): void {
  http.get(
    '/api/parameters',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Planning parameters with their ranges and defaults', response: { 200: Parameters } },
    },
    () => readParameterRules(database),
  )
}
