import { Trans } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { OrderLine, Today } from '../../../schemas/rest/planning.ts'
import { grouped } from '../language/words.ts'
import { ActionsTable } from './actions-table.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { ConflictTable } from './conflict-table.tsx'
import { Counts, type TodayList } from './counts.tsx'
import { OrderTable } from './order-table.tsx'
import { orderKey } from './order-view.ts'
import { River } from './river.tsx'
import { StuckPanel } from './stuck-panel.tsx'
import { useOrderLines, useRecordCounts, useToday, useWhyLate } from './today-data.ts'
import { TodayHead } from './today-head.tsx'
import type { TodaySearch } from './today-search.ts'
import { WhyLatePanel } from './why-late-panel.tsx'
import './today.css'

/** A planner's first look: what is late, why, and what to do. */
export const TodayPage = () => {
  const today = useToday()
  if (today.data === undefined) return <Waiting failed={today.isError} />
  if (today.data.run === null) return <NoPlan today={today.data} />
  return <Planned today={today.data} year={today.data.today.slice(0, 4)} />
}

const Planned = ({ today, year }: { readonly today: Today; readonly year: string }) => {
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const list = search.list ?? (today.lists.late > 0 ? 'late' : 'all')
  const orders = useOrderLines(list === 'conflict' ? 'all' : list).data?.rows ?? []
  const chosen = orders.find((one) => orderKey(one) === search.order) ?? null
  const go = (next: TodaySearch): void => void navigate({ search: next })
  return (
    <div className={`with-side ${chosen ? 'open' : ''}`}>
      <div className="today">
        <TodayHead today={today} />
        <div className="page today-page">
          <River
            sold={today.sold}
            expected={today.expected}
            actions={Object.values(today.actionCounts).reduce((sum, one) => sum + one, 0)}
            openLines={today.lists.all}
            operations={today.run!.counts.operationsScheduled}
            lateLines={today.lists.late}
          />
          <Counts today={today} list={list} />
          <div className="today-columns">
            <div className="today-main">
              <section className="panel">
                <ListHead list={list} total={list === 'conflict' ? today.lists.conflicts : orders.length} />
                {list === 'conflict' ? (
                  <ConflictTable />
                ) : (
                  <OrderTable
                    orders={orders}
                    today={today.today}
                    selected={search.order ?? null}
                    onSelect={(order) => go({ list, ...(order === search.order ? {} : { order }) })}
                  />
                )}
                {(list === 'conflict' ? today.lists.conflicts : orders.length) === 0 ? <NoOrders list={list} /> : null}
              </section>
              <ActionsTable counts={today.actionCounts} year={year} />
            </div>
            <div className="today-news">
              <ChangesPanel today={today} />
              <StuckPanel />
            </div>
          </div>
        </div>
      </div>
      {chosen ? <Why order={chosen} onClose={() => go({ list })} /> : null}
    </div>
  )
}

const LIST_NAMES: Readonly<Record<TodayList, ReactNode>> = {
  late: <Trans>Late</Trans>,
  'soon-late': <Trans>Soon late</Trans>,
  conflict: <Trans>Conflict</Trans>,
  'cannot-plan': <Trans>Cannot be scheduled</Trans>,
  all: <Trans>All open</Trans>,
}

/** Which list stands below, and the ways to all of it. */
const ListHead = ({ list, total }: { readonly list: TodayList; readonly total: number }) => (
  <header>
    <h2>{LIST_NAMES[list]}</h2>
    <span className="q f12">{grouped(total)}</span>
    <span className="sp" />
    {list === 'all' ? null : (
      <Link className="f12" to="/" search={{ list: 'all' } as never}>
        <Trans>All open</Trans>
      </Link>
    )}
    {list === 'conflict' ? null : (
      <Link className="f12" to="/demand/orders" search={(list === 'all' ? {} : { filter: `status:${list}` }) as never}>
        <Trans>Open as a list</Trans>
      </Link>
    )}
  </header>
)

const Why = ({ order, onClose }: { readonly order: OrderLine; readonly onClose: () => void }) => {
  const why = useWhyLate(order)
  return <WhyLatePanel order={order} why={why.data} onClose={onClose} />
}

const NoOrders = ({ list }: { readonly list: TodayList }) => (
  <p className="empty">
    {list === 'all' ? (
      <Trans>No open order lines. Import sales_orders.csv to see them here.</Trans>
    ) : (
      <Trans>Nothing in this list.</Trans>
    )}
  </p>
)

const NoPlan = ({ today }: { readonly today: Today }) => {
  const counts = useRecordCounts()
  const [isEmptyWanted, setEmptyWanted] = useState(false)
  if (counts.data === undefined) return null
  const hasRecords = Object.keys(counts.data.files).length > 0
  return (
    <div className="today">
      {hasRecords ? (
        <TodayHead today={today} />
      ) : (
        <header className="head">
          <h1>
            <Trans>Today</Trans>
          </h1>
        </header>
      )}
      {hasRecords ? (
        <section className="panel waiting">
          <Trans>Records are here, but no plan yet. Plan now to see what is late and what to do.</Trans>
        </section>
      ) : isEmptyWanted ? (
        <section className="panel waiting">
          <p>
            <Trans>No records yet. Bring a spreadsheet, or look at the example.</Trans>
          </p>
          <p>
            <Link className="btn" to="/settings/imports">
              <Trans>Import…</Trans>
            </Link>{' '}
            <button type="button" className="btn quiet" onClick={() => setEmptyWanted(false)}>
              <Trans>The three ways to begin</Trans>
            </button>
          </p>
        </section>
      ) : (
        <Suspense>
          <FirstRun onEmpty={() => setEmptyWanted(true)} />
        </Suspense>
      )}
    </div>
  )
}

/** Needed once in the life of a company. */
const FirstRun = lazy(() => import('../first-run/first-run.tsx').then((module) => ({ default: module.FirstRun })))

const Waiting = ({ failed }: { readonly failed: boolean }) => (
  <div className="today">
    <section className="panel waiting" role={failed ? 'alert' : 'status'}>
      {failed ? <Trans>The node does not answer. Is it still running?</Trans> : <Trans>Reading the plan…</Trans>}
    </section>
  </div>
)
