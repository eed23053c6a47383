import { Trans, useLingui } from '@lingui/react/macro'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import { PlannerOnly, ReadOnlyNote } from '../accounts/planner-only.tsx'
import { useMay } from '../accounts/session.ts'
import { useKeys } from '../shell/keys.ts'
import { AccuracyLine, AccuracyPanel } from './accuracy-panel.tsx'
import { FanChart, FanSaid } from './fan-chart.tsx'
import { FanLegend } from './fan-legend.tsx'
import type { ForecastSearch, OpenScope } from './forecast-search.ts'
import { ModelPanel } from './model-panel.tsx'
import { OverridePanel } from './override-panel.tsx'
import { PlanAfterLine } from './plan-after.tsx'
import { ScopePath } from './scope-path.tsx'
import type { PlanAfter } from './use-plan-after.ts'
import { ChartTable, WeekTable } from './week-table.tsx'
import { weeksOf } from './weeks.ts'
import { WhoChanged } from './who-changed.tsx'

export interface OutlookFacts {
  readonly outlook: Outlook
  readonly search: ForecastSearch & OpenScope
  /** `replace`: a step of walking, which Back leaves out. */
  readonly go: (next: ForecastSearch, replace?: boolean) => void
  readonly plan: PlanAfter
}

/** Sales and forecast of one scope, with what they were made from, and the override that is being written. */
export const OutlookPage = (facts: OutlookFacts) => {
  const { outlook, search, go, plan } = facts
  const { level, key, place, as } = search
  const scope = { level, ...(key === undefined ? {} : { key }), ...(place === undefined ? {} : { place }) }
  const kept = { ...listPart(search), ...scope, ...(as ? { as } : {}) }
  const chosen = search.week === undefined ? null : ([search.week, search.until ?? search.week] as const)
  const weekPart = chosen === null ? {} : { week: chosen[0], ...(chosen[1] === chosen[0] ? {} : { until: chosen[1] }) }
  const choose = (week: string, until: string): void =>
    go({ ...kept, week, ...(until === week ? {} : { until }), ...(search.edit ? { edit: search.edit } : {}) }, true)
  const open = (): void => go({ ...kept, ...weekPart, edit: 'override' })
  const mayEdit = useMay('planner')
  useKeys({
    ...(mayEdit ? { o: open } : {}),
    Escape: () => (search.edit ? go({ ...kept, ...weekPart }) : go(listPart(search))),
  })
  const ahead = editable(outlook, chosen)
  return (
    <div className="with-side open">
      <div className="outlook">
        <ScopePath
          {...{ outlook }}
          go={(next) => go({ ...listPart(search), ...next })}
          onClose={() => go(listPart(search))}
        />
        <PlanAfterLine plan={plan} />
        <Chart
          {...{ outlook, chosen, choose, open }}
          isTable={as === 'table'}
          onTable={(isTable) => go({ ...listPart(search), ...scope, ...weekPart, ...(isTable ? { as: 'table' } : {}) })}
        />
        <WhoChanged overrides={outlook.overrides} onPlan={plan.follow} />
      </div>
      {search.edit && ahead && mayEdit ? (
        <OverridePanel
          key={`${level} ${key} ${place}`}
          {...{ outlook }}
          chosen={ahead}
          onChoose={choose}
          onClose={() => go({ ...kept, ...weekPart })}
          onPlan={plan.follow}
        />
      ) : (
        <About outlook={outlook} />
      )}
    </div>
  )
}

/** What the address holds of the list. */
export const listPart = ({ filter, search, sort, columns, by }: ForecastSearch): ForecastSearch =>
  Object.fromEntries(Object.entries({ filter, search, sort, columns, by }).filter(([, value]) => value !== undefined))

/** The chosen weeks that have a forecast; the first one where none is chosen. Null: nothing is forecast. */
function editable({ forecast }: Outlook, chosen: readonly [string, string] | null): readonly [string, string] | null {
  const first = forecast[0]?.week
  const last = forecast.at(-1)?.week
  if (first === undefined || last === undefined) return null
  const inside = (week: string): string => (week < first ? first : week > last ? last : week)
  const [a, b] = chosen ?? [first, first]
  return a < b ? [inside(a), inside(b)] : [inside(b), inside(a)]
}

interface ChartFacts {
  readonly outlook: Outlook
  readonly chosen: readonly [string, string] | null
  readonly choose: (from: string, until: string) => void
  readonly open: () => void
  readonly isTable: boolean
  readonly onTable: (isTable: boolean) => void
}

const Chart = ({ outlook, chosen, choose, open, isTable, onTable }: ChartFacts) => {
  const { t } = useLingui()
  const weeks = weeksOf(outlook)
  const unit = outlook.unit ?? ''
  return (
    <section className="panel chart-panel" aria-label={t`Sales and forecast`}>
      <header>
        <AccuracyLine errors={outlook.errors} />
        <span className="sp" />
        <FanLegend />
        <fieldset className="seg sm" aria-label={t`Shown as`}>
          <button type="button" className={isTable ? '' : 'on'} aria-pressed={!isTable} onClick={() => onTable(false)}>
            <Trans>Chart</Trans>
          </button>
          <button type="button" className={isTable ? 'on' : ''} aria-pressed={isTable} onClick={() => onTable(true)}>
            <Trans>Table</Trans>
          </button>
        </fieldset>
        <ReadOnlyNote />
        <PlannerOnly>
          <button type="button" className="btn pri" onClick={open}>
            <Trans>Override…</Trans> <kbd>o</kbd>
          </button>
        </PlannerOnly>
      </header>
      {isTable ? (
        <ChartTable weeks={weeks} />
      ) : (
        <>
          <FanChart {...{ weeks, unit, chosen }} overrides={outlook.overrides} onChoose={choose} onOpen={open} />
          <FanSaid {...{ weeks, unit, chosen }} overrides={outlook.overrides} />
          <WeekTable {...{ weeks, unit, chosen }} onChoose={choose} />
        </>
      )}
    </section>
  )
}

const About = ({ outlook }: { readonly outlook: Outlook }) => {
  const { t } = useLingui()
  return (
    <aside className="side" aria-label={t`What the forecast was made from`}>
      <header className="side-head">
        <h2 className="f16 ell">
          <Trans>Behind the forecast</Trans>
        </h2>
      </header>
      <div className="side-body scroll">
        <ModelPanel outlook={outlook} />
        <AccuracyPanel outlook={outlook} />
      </div>
    </aside>
  )
}
