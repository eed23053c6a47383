import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { DEMAND_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { useOutlook } from './demand-data.ts'
import { ForecastList } from './forecast-list.tsx'
import type { ForecastSearch, OpenScope } from './forecast-search.ts'
import { NoSales } from './no-sales.tsx'
import { listPart, OutlookPage } from './outlook-page.tsx'
import { OverrideList } from './override-list.tsx'
import { PlanAfterLine } from './plan-after.tsx'
import { type PlanAfter, usePlanAfter } from './use-plan-after.ts'
import './demand.css'
import { useRefusalText } from '../editing/failure-text.ts'

const LISTS = [undefined, 'style', 'category', 'overrides'] as const

/** What is expected: lists of items, styles and categories as the way in, and each of them with its history, fan and overrides. */
export const ForecastPage = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as ForecastSearch
  const navigate = useNavigate()
  const plan = usePlanAfter(search.level === 'item' ? search.key : undefined)
  const go = (next: ForecastSearch, replace = false): void => void navigate({ to: '.', search: next as never, replace })
  const isOpen = search.level !== undefined
  return (
    <div className="today demand-page">
      <header className="head">
        <h1>
          <Trans>Forecast</Trans>
        </h1>
        <PlaceTabs label={t`Demand`} tabs={DEMAND_TABS} />
        <span className="sp" />
        {isOpen ? null : (
          <>
            <ListSwitch {...{ search, go }} />
            <button type="button" className="btn" onClick={() => go({ ...listPart(search), level: 'all' })}>
              <Trans>All items together</Trans>
            </button>
          </>
        )}
      </header>
      {isOpen ? (
        <OpenOutlook search={search as ForecastSearch & OpenScope} {...{ go, plan }} />
      ) : (
        <Lists {...{ search, go, plan }} />
      )}
    </div>
  )
}

interface PartFacts {
  readonly search: ForecastSearch
  readonly go: (next: ForecastSearch, replace?: boolean) => void
  readonly plan: PlanAfter
}

const ListSwitch = ({ search, go }: Omit<PartFacts, 'plan'>) => {
  const { t } = useLingui()
  const words = { '': t`Items`, style: t`Styles`, category: t`Categories`, overrides: t`Overrides` }
  return (
    <fieldset className="seg" aria-label={t`What the list is of`}>
      {LISTS.map((one) => (
        <button
          key={one ?? ''}
          type="button"
          className={search.by === one ? 'on' : ''}
          aria-pressed={search.by === one}
          onClick={() => go(one === undefined ? {} : { by: one })}
        >
          {words[one ?? '']}
        </button>
      ))}
    </fieldset>
  )
}

const Lists = ({ search, go, plan }: PartFacts) => (
  <div className="demand-list">
    <PlanAfterLine plan={plan} />
    <section className="panel list-panel">
      {search.by === 'overrides' ? (
        <OverrideList {...{ search, go, plan }} />
      ) : (
        <ForecastList key={search.by ?? 'item'} level={search.by ?? 'item'} {...{ search, go }} />
      )}
    </section>
  </div>
)

const OpenOutlook = ({ search, go, plan }: PartFacts & { readonly search: ForecastSearch & OpenScope }) => {
  const outlook = useOutlook(search)
  const refusalText = useRefusalText()
  if (outlook.isError)
    return (
      <p className="empty t-late" role="alert">
        {refusalText(outlook.error)}
      </p>
    )
  if (outlook.data === undefined) return <div className="panel waiting-panel" aria-busy="true" />
  if (outlook.data === null && search.level === 'all')
    return (
      <div className="empty">
        <NoSales />
      </div>
    )
  if (outlook.data === null)
    return (
      <p className="empty">
        <Trans>There is no item, style or category {search.key}.</Trans>{' '}
        <Link to="/demand/forecast">
          <Trans>Back to the list</Trans>
        </Link>
      </p>
    )
  return <OutlookPage outlook={outlook.data} {...{ search, go, plan }} />
}
