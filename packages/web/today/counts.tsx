import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { grouped } from '../language/words.ts'
import { Shape, type Status } from '../look/status.tsx'

export type OrderList = 'late' | 'soon-late' | 'cannot-plan' | 'all'

export interface CountsFacts {
  readonly late: number
  readonly soonLate: number
  readonly cannotPlan: number
  readonly conflicts: number
  readonly all: number
  readonly list: OrderList
  readonly onList: (list: OrderList) => void
}

/** Four counts that are four lists; never one number of issues. */
export const Counts = ({ late, soonLate, cannotPlan, all, list, onList }: CountsFacts) => (
  <section className="panel counts">
    <Count
      status="late"
      tone="t-late"
      name={<Trans>Late</Trans>}
      value={late}
      chosen={list === 'late'}
      onChoose={() => onList('late')}
    />
    <Count
      status="risk"
      tone="t-risk"
      name={<Trans>Soon late</Trans>}
      value={soonLate}
      chosen={list === 'soon-late'}
      onChoose={() => onList('soon-late')}
    />
    <Count
      status="none"
      tone="m"
      name={<Trans>Cannot be scheduled</Trans>}
      value={cannotPlan}
      chosen={list === 'cannot-plan'}
      onChoose={() => onList('cannot-plan')}
    />
    <Count
      status={null}
      tone="m"
      name={<Trans>All open</Trans>}
      value={all}
      chosen={list === 'all'}
      onChoose={() => onList('all')}
    />
  </section>
)

const Count = ({
  status,
  tone,
  name,
  value,
  chosen,
  onChoose,
}: {
  readonly status: Status | null
  readonly tone: string
  readonly name: ReactNode
  readonly value: number
  readonly chosen: boolean
  readonly onChoose: () => void
}) => (
  <button type="button" className={`count ${chosen ? 'on' : ''}`} aria-pressed={chosen} onClick={onChoose}>
    <span className={`row b ${value > 0 ? tone : 'm'}`}>
      {status === null ? null : <Shape status={status} size={11} />}
      {name}
    </span>
    <span className="big">
      {grouped(value)}{' '}
      <span className="u">
        <Trans>order lines</Trans>
      </span>
    </span>
  </button>
)
