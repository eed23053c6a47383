import type { ScopeLevel } from '../../../schemas/rest/demand.ts'
import type { ListColumn, ListSource } from '../platform/list-source.ts'
import { CURRENT } from './current-forecasts.store.ts'
import { CATEGORY, commonName } from './forecast-scope.ts'

/** What the current plan expects of each item, in the words of its record. */
const BASIS = `select b.*, coalesce(r.cells ->> 'name', item) as name, r.cells ->> 'style' as style, ${CATEGORY} as category,
    coalesce(o.buckets, 0) as overridden
  from forecast_basis b
  left join (select item, count(*) as buckets from forecast_result where run = ${CURRENT} and override_id is not null group by item) as o
    using (item)
  left join record r on r.file = 'items' and r.key = item where b.run = ${CURRENT}`

const OF_ITEMS = `(select item as key, name, style, category, 1 as items, recent, baseline, expected, tested_actual, tested_absolute,
    tested_bias, method, overridden, is_new::int as new_items, cardinality(stock_outs) as outs, outliers from (${BASIS}) as i)`

/** Items of one style, or of one category, together. `name` of a style: what the names of its items begin with alike. */
const grouped = (key: 'style' | 'category'): string => `(select ${key} as key,
    ${key === 'style' ? `coalesce(trim(${commonName('name')}), style)` : 'category'} as name,
    ${key === 'style' ? 'style, min(category) as category' : 'null::text as style, category'},
    count(*) as items, sum(recent) as recent, sum(baseline) as baseline, sum(expected) as expected, sum(tested_actual) as tested_actual,
    sum(tested_absolute) as tested_absolute, sum(tested_bias) as tested_bias, null::text as method, sum(overridden) as overridden,
    sum(is_new::int) as new_items, sum(cardinality(stock_outs)) as outs, sum(outliers) as outliers
  from (${BASIS}) as i where ${key} is not null group by ${key})`

const FROM: Readonly<Record<ScopeLevel, string>> = {
  item: OF_ITEMS,
  style: grouped('style'),
  category: grouped('category'),
}

const percent = (part: string, whole: string): string =>
  `case when ${whole} > 0 then round(100 * (${part}) / ${whole}, 1) end`

const column = (sql: string, type: ListColumn['type']): ListColumn => ({ sql, type })

/** Everything that is forecast, the most expected first. */
export const scopeList = (level: ScopeLevel): ListSource => ({
  from: `${FROM[level]} as s`,
  columns: {
    key: column('s.key', 'text'),
    name: column('s.name', 'text'),
    style: column('s.style', 'text'),
    category: column('s.category', 'text'),
    items: column('s.items', 'integer'),
    recent: column('s.recent', 'quantity'),
    baseline: column('s.baseline', 'quantity'),
    expected: column('s.expected', 'quantity'),
    trend: column(percent('s.expected - s.recent', 's.recent'), 'quantity'),
    wape: column(percent('s.tested_absolute', 's.tested_actual'), 'quantity'),
    bias: column(percent('s.tested_bias', 's.tested_actual'), 'quantity'),
    method: column('s.method', 'text'),
    overridden: column('s.overridden', 'integer'),
    newItems: column('s.new_items', 'integer'),
    stockOuts: column('s.outs', 'integer'),
    outliers: column('s.outliers', 'integer'),
  },
  key: ['key'],
  sort: '-expected',
})
