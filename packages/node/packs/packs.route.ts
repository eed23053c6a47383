import { PackView } from '../../../schemas/rest/packs.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { readPack } from './read-pack.ts'

/** What the screens need to know of the company's industry. */
export function packRoutes(http: Http, database: Database): void {
  http.get(
    '/api/pack',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Attributes of the company’s industry and how they are shown', response: { 200: PackView } },
    },
    () => readPack(database),
  )
}
