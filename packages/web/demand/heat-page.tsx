import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Heat } from '../../../schemas/rest/demand.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'
import { useKeys } from '../shell/keys.ts'
import { DEMAND_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { usePeriodName } from './axis-words.ts'
import { useHeat } from './demand-data.ts'
import { HeatPanel } from './heat-panel.tsx'
import { type HeatSearch, PERIODS } from './heat-search.ts'
import { HeatTable } from './heat-table.tsx'
import { HeatTools } from './heat-tools.tsx'
import { type HeatView, heatView } from './heat-view.ts'
import { NoSales } from './no-sales.tsx'
import { readCell } from './where-clauses.ts'
import './demand.css'
import { useRefusalText } from '../editing/failure-text.ts'

/** What was sold, as a heat map of two of style, item, size, colour and place. */
export const HeatPage = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as HeatSearch
  const navigate = useNavigate()
  const refusalText = useRefusalText()
  const go = (next: HeatSearch): void => void navigate({ to: '.', search: next as never })
  const view = heatView(search)
  const heat = useHeat({ ...view, ...(view.where ? { where: view.where } : {}) } as never)
  const { cell, ...rest } = search
  const close = (): void => go(rest)
  useKeys({ Escape: close }, cell !== undefined)
  return (
    <div className={`with-side ${cell && heat.data ? 'open' : ''}`}>
      <div className="today">
        <header className="head">
          <h1>
            <Trans>Sell-through</Trans>
          </h1>
          <PlaceTabs label={t`Demand`} tabs={DEMAND_TABS} />
          <span className="sp" />
          <Periods view={view} onPeriod={(period) => go({ ...rest, period })} />
        </header>
        <section className="panel list-panel">
          <HeatTools
            {...{ view, search: rest, go }}
            axes={heat.data?.axes ?? []}
            most={heat.data?.cells.reduce((max, one) => Math.max(max, Number(one.quantity)), 0) ?? 0}
          />
          {heat.isError ? (
            <p className="empty t-late" role="alert">
              {refusalText(heat.error)}
            </p>
          ) : null}
          {heat.data ? (
            <Body heat={heat.data} {...{ view, search, go }} />
          ) : (
            <div className="heat-scroll" aria-busy="true" />
          )}
        </section>
      </div>
      {cell && heat.data ? <HeatPanel heat={heat.data} {...{ view }} cell={readCell(cell)} onClose={close} /> : null}
    </div>
  )
}

const Periods = ({
  view,
  onPeriod,
}: {
  readonly view: HeatView
  readonly onPeriod: (period: HeatView['period']) => void
}) => {
  const { t } = useLingui()
  const nameOf = usePeriodName()
  return (
    <fieldset className="periods" aria-label={t`Period`}>
      {PERIODS.map((one) => (
        <button
          key={one}
          type="button"
          className={`filter ${one === view.period ? 'on' : ''}`}
          aria-pressed={one === view.period}
          onClick={() => onPeriod(one)}
        >
          {nameOf(one)}
        </button>
      ))}
    </fieldset>
  )
}

interface BodyFacts {
  readonly heat: Heat
  readonly view: HeatView
  readonly search: HeatSearch
  readonly go: (next: HeatSearch) => void
}

const Body = ({ heat, view, search, go }: BodyFacts) => {
  if (!heat.hasSales)
    return (
      <div className="empty">
        <NoSales />
      </div>
    )
  if (heat.rows.length === 0)
    return (
      <p className="empty">
        <Trans>Nothing is laid out by these two: no item that was sold has both. Choose others.</Trans>
      </p>
    )
  return (
    <>
      <HeatTable {...{ heat, view, search, go }} />
      <Foot heat={heat} />
    </>
  )
}

const Foot = ({ heat: { firstDay, lastDay, moreRows, moreColumns } }: { readonly heat: Heat }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [first, last] = [shortDate(firstDay, language, lastDay.slice(0, 4)), shortDate(lastDay, language)]
  return (
    <footer>
      <span>{t`Sold ${first} – ${last}, returns taken off`}</span>
      <span className="sp" />
      {moreRows > 0 ? <span>{t`${moreRows} more rows are in the totals`}</span> : null}
      {moreColumns > 0 ? <span>{t`${moreColumns} more columns are in the totals`}</span> : null}
    </footer>
  )
}
