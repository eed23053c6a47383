import type { ProductUses } from '../../../schemas/rest/products.ts'
import { CURRENT } from '../planning/index.ts'
import type { Session } from '../platform/database.ts'

type OpenLine = ProductUses['orders'][number] & { readonly count: number; readonly [column: string]: unknown }

/** Open order lines of items as the current plan has them, the earliest first, with how many there are. */
export const loadOpenLines = (session: Session, items: readonly string[], most: number): Promise<readonly OpenLine[]> =>
  session.query<OpenLine>({
    text: `select order_id as order, line, item, item_name as "itemName", customer, trim_scale(quantity)::text as quantity, unit,
                  to_char(requested, 'YYYY-MM-DD') as requested, to_char(projected, 'YYYY-MM-DD') as projected, status,
                  (count(*) over ())::int as count
           from order_projection where run = ${CURRENT} and item = any ($1::text[])
           order by order_projection.requested, order_id, line limit $2`,
    values: [items, most],
  })
