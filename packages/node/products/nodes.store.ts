import type { ProductNode } from '../../../schemas/rest/products.ts'
import type { Session } from '../platform/database.ts'
import { ITEMS_WITH_BALANCE, LEAD_TIME_DAYS, MISSING, SUPPLY } from './item-sql.ts'

/** An item in a bill, with what its explosion needs. */
export interface NodeRow extends Omit<ProductNode, 'missing'> {
  readonly [column: string]: unknown
  readonly missing: string | null
  readonly decimals: number
  /** Scrap of the operations of its routing: its own, else its style's. */
  readonly operationScraps: readonly string[]
}

/** Items by key, in one query. */
export const loadNodes = (session: Session, items: readonly string[]): Promise<readonly NodeRow[]> =>
  session.query<NodeRow>({
    text: `select i.key as item, coalesce(i.cells ->> 'name', i.key) as name, coalesce(i.cells ->> 'unit', 'pcs') as unit,
                  coalesce((i.cells ->> 'decimals')::numeric,
                    case when coalesce(i.cells ->> 'unit', 'pcs') = 'pcs' then 0 else 3 end)::int as decimals,
                  i.cells ->> 'style' as style, ${SUPPLY} as supply, ${LEAD_TIME_DAYS} as "leadTimeDays",
                  coalesce(i.cells ->> 'scrap', '0') as scrap, trim_scale(b.stock)::text as stock, ${MISSING} as missing,
                  array(select o.cells ->> 'scrap' from record o
                        where o.file = 'operations' and o.cells ? 'scrap' and o.cells ->> 'item' =
                          case when exists (select 1 from record f where f.file = 'operations' and f.cells ->> 'item' = i.key)
                               then i.key else i.cells ->> 'style' end) as "operationScraps"
           from ${ITEMS_WITH_BALANCE} where i.file = 'items' and i.key = any ($1::text[]) order by i.position`,
    values: [items],
  })

export const nodeOf = ({ missing, decimals: _decimals, operationScraps: _scraps, ...row }: NodeRow): ProductNode => ({
  item: row.item,
  name: row.name,
  unit: row.unit,
  style: row.style,
  supply: row.supply,
  leadTimeDays: row.leadTimeDays,
  scrap: row.scrap,
  stock: row.stock,
  missing: (missing?.split(' ') ?? []) as ProductNode['missing'],
})
