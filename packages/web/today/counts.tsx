import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Today } from '../../../schemas/rest/planning.ts'
import { grouped } from '../language/words.ts'
import { type ComputedInput, HowComputed } from '../look/how-computed.tsx'
import { Shape, type Status } from '../look/status.tsx'

/** What is listed below the counts. */
export type TodayList = 'late' | 'soon-late' | 'conflict' | 'cannot-plan' | 'all'

/** Four counts that are four lists; never one number of issues. */
export const Counts = ({ today, list }: { readonly today: Today; readonly list: TodayList }) => {
  const { t } = useLingui()
  const { lists, run } = today
  const open: ComputedInput = { name: <Trans>Open order lines</Trans>, value: grouped(lists.all), to: '/demand/orders' }
  const common = { at: run?.ended, chosen: list }
  return (
    <section className="panel counts" aria-label={t`Counts`}>
      <Count
        {...common}
        list="late"
        status="late"
        tone="t-late"
        name={t`Late`}
        value={lists.late}
        unit={<Plural value={lists.late} one="order line" other="order lines" />}
        formula={<Trans>Open order lines whose projected date is after the requested date.</Trans>}
        inputs={[open, { name: <Trans>Late</Trans>, value: grouped(lists.late), ...ordersOf('late') }]}
      />
      <Count
        {...common}
        list="soon-late"
        status="risk"
        tone="t-risk"
        name={t`Soon late`}
        value={lists.soonLate}
        unit={<Plural value={lists.soonLate} one="order line" other="order lines" />}
        formula={<Trans>Open order lines projected on the requested date or one day before it.</Trans>}
        inputs={[open, { name: <Trans>Soon late</Trans>, value: grouped(lists.soonLate), ...ordersOf('soon-late') }]}
      />
      <Conflicts {...common} count={lists.conflicts} />
      <Count
        {...common}
        list="cannot-plan"
        status="none"
        tone="b"
        name={t`Cannot be scheduled`}
        value={lists.cannotPlan}
        unit={<Plural value={lists.cannotPlan} one="order line" other="order lines" />}
        formula={<Trans>Open order lines that wait for an order without a bill, a routing or its material.</Trans>}
        inputs={[
          open,
          { name: <Trans>Cannot be scheduled</Trans>, value: grouped(lists.cannotPlan), ...ordersOf('cannot-plan') },
        ]}
      />
    </section>
  )
}

const Conflicts = ({ count, at, chosen }: { readonly count: number } & Pick<CountFacts, 'at' | 'chosen'>) => {
  const { t } = useLingui()
  return (
    <Count
      {...{ at, chosen }}
      list="conflict"
      status="conflict"
      tone="b"
      name={t`Conflict`}
      value={count}
      unit={<Plural value={count} one="finding" other="findings" />}
      formula={
        <Trans>
          Facts that exclude each other: receipts that are overdue, lots that expire unused, needs within the planning
          fence.
        </Trans>
      }
      inputs={[{ name: <Trans>Conflict</Trans>, value: grouped(count) }]}
    />
  )
}

const ordersOf = (status: string) => ({ to: '/demand/orders', search: { filter: `status:${status}` } })

interface CountFacts {
  readonly list: TodayList
  readonly chosen: TodayList
  readonly status: Status
  readonly tone: string
  readonly name: string
  readonly value: number
  readonly unit: ReactNode
  readonly formula: ReactNode
  readonly inputs: readonly ComputedInput[]
  readonly at: string | undefined
}

const Count = ({ list, chosen, status, tone, name, value, unit, formula, inputs, at }: CountFacts) => (
  <div className={`count ${list === chosen ? 'on' : ''}`}>
    <Link to="/" search={{ list } as never} className="count-link" aria-current={list === chosen}>
      <span className={`row b ${value > 0 ? tone : 'm'}`}>
        <Shape status={status} size={11} />
        {name}
      </span>
      <span className="big">
        {grouped(value)} <span className="u">{unit}</span>
      </span>
    </Link>
    <HowComputed {...{ name, formula, inputs, at }} />
  </div>
)
