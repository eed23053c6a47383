import { Trans, useLingui } from '@lingui/react/macro'
import type { ForecastScope, ScopeLevel } from '../../../schemas/rest/demand.ts'
import { Grid } from '../grid/grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { CATEGORY_COLUMNS, ITEM_COLUMNS, STYLE_COLUMNS } from './forecast-columns.tsx'
import type { ForecastSearch } from './forecast-search.ts'
import { NoSales } from './no-sales.tsx'

const COLUMNS: Readonly<Record<ScopeLevel, readonly GridColumn<ForecastScope>[]>> = {
  item: ITEM_COLUMNS,
  style: STYLE_COLUMNS,
  category: CATEGORY_COLUMNS,
}
const keyOf = (row: ForecastScope): string => row.key

export interface ForecastListFacts {
  readonly level: ScopeLevel
  readonly search: ForecastSearch
  readonly go: (next: ForecastSearch) => void
}

/** Everything that is forecast, with what was sold lately and how far off the forecast was. */
export const ForecastList = ({ level, search, go }: ForecastListFacts) => {
  const { t } = useLingui()
  const { by, filter, search: words, sort, columns: names } = search
  const state = { filter, search: words, sort, columns: names }
  const path = `/api/forecast-scopes/${level}`
  const list = useList<ForecastScope>(PLAN_TOPIC, path, state)
  const columns = shownColumns(COLUMNS[level], state)
  const part = by ? { by } : {}
  return (
    <>
      <GridTools
        path={path}
        columns={COLUMNS[level]}
        shown={columns}
        state={state}
        onState={(next) => go({ ...next, ...part })}
        total={list.total}
      />
      <Grid
        label={t`Forecast`}
        {...{ list, columns, state, keyOf }}
        onState={(next) => go({ ...next, ...part })}
        onOpen={(row) => go({ ...defined(state), ...part, level, key: row.key })}
        empty={level === 'category' ? <NoCategories /> : <NoSales />}
      />
    </>
  )
}

const defined = (state: object): ForecastSearch =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined))

const NoCategories = () => (
  <Trans>No item has a category. Give items a column attr.category to forecast and override categories.</Trans>
)
