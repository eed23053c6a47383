import {
  BillQuery,
  ItemQuery,
  ProductBill,
  ProductRouting,
  ProductRow,
  ProductUses,
} from '../../../schemas/rest/products.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import { productSource } from './product-list.ts'
import { readBill, readUses } from './read-bill.ts'
import { readRouting } from './read-routing.ts'

/** What the company makes and buys: items, bills, routings, and what goes into what. */
export function productRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const today = () => readBusinessDay(database, clock)
  listRoute(http, {
    path: '/api/products',
    summary: 'Items with their attributes, stock and what is missing; a search also finds names by pinyin',
    source: (_params, query) => productSource(database, query.search),
    row: ProductRow,
    session: database,
    today,
  })
  http.get(
    '/api/product-bill',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'The bill of an item down to what is bought, each line once, with what so many pieces take',
        querystring: BillQuery,
        response: { 200: ProductBill },
      },
    },
    async ({ query }) =>
      readBill(database, { item: query.item, quantity: query.quantity ?? '1', today: await today() }),
  )
  http.get(
    '/api/product-routing',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'The operations of an item, its own or its style’s, with alternatives',
        querystring: ItemQuery,
        response: { 200: ProductRouting },
      },
    },
    ({ query }) => readRouting(database, query.item),
  )
  http.get(
    '/api/product-uses',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'What an item goes into, up to what is sold, and the open order lines that need it',
        querystring: ItemQuery,
        response: { 200: ProductUses },
      },
    },
    async ({ query }) => readUses(database, { item: query.item, today: await today() }),
  )
}
