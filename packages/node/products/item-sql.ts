import { CURRENT } from '../planning/index.ts'

/** SQL over an item `i` of the records. */

const has = (file: string, column: string, keys: string): string =>
  `exists (select 1 from record f where f.file = '${file}' and f.cells ->> '${column}' = any (${keys}))`

/** The item and the style that may speak for it. */
const KEYS = `array[i.key, i.cells ->> 'style']`

const HAS_BILL = has('boms', 'parent', KEYS)
const HAS_ROUTING = has('operations', 'item', KEYS)
const HAS_SUPPLIER = has('item_suppliers', 'item', 'array[i.key]')
const IS_USED = has('boms', 'component', KEYS)

/** Made where it says so, or where it has a bill or a routing (files.md 2.1). */
export const SUPPLY = `coalesce(i.cells ->> 'supply', case when ${HAS_BILL} or ${HAS_ROUTING} then 'make' else 'buy' end)`

const LEAD_TIME = `coalesce((i.cells ->> 'lead_time_days')::numeric, 0)`

/** Codes of what planning would need and nobody gave, joined by a blank. */
export const MISSING = `nullif(concat_ws(' ',
  case when ${SUPPLY} = 'make' and not ${HAS_BILL} then 'no-bill' end,
  case when ${SUPPLY} = 'make' and not ${HAS_ROUTING} then 'no-routing' end,
  case when ${SUPPLY} = 'buy' and not ${HAS_SUPPLIER} then 'no-supplier' end,
  case when ${SUPPLY} = 'buy' and ${LEAD_TIME} = 0 and not exists (
    select 1 from record f where f.file = 'item_suppliers' and f.cells ->> 'item' = i.key and f.cells ? 'lead_time_days')
    then 'no-lead-time' end,
  case when ${SUPPLY} = 'buy' and not ${IS_USED} and b.needs is not distinct from 0 then 'unused' end), '')`

/** The item with what the current plan says of it. */
export const ITEMS_WITH_BALANCE = `record i left join item_balance b on b.run = ${CURRENT} and b.item = i.key`

export const LEAD_TIME_DAYS = `${LEAD_TIME}::int`
