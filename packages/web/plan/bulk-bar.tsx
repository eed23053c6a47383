import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { useMay } from '../accounts/session.ts'
import type { Acting } from './acting.ts'

export interface BulkBarFacts {
  readonly rows: readonly PlanningAction[]
  readonly isDismissed: boolean
  readonly acting: Acting
  readonly onClear: () => void
}

/** What can be done with the chosen rows; each button says with how many. */
export const BulkBar = ({ rows, isDismissed, acting, onClear }: BulkBarFacts) => {
  const { t } = useLingui()
  const count = rows.length
  if (count === 0) return null
  return (
    <section className="bulk" aria-label={t`Chosen actions`}>
      <span className="b" role="status">
        <Plural value={count} one="# action chosen" other="# actions chosen" />
      </span>
      <span className="sp" />
      {isDismissed ? (
        <button type="button" className="btn" disabled={acting.isBusy} onClick={() => void acting.restore(rows)}>
          <Trans>Restore {count}</Trans> <kbd>r</kbd>
        </button>
      ) : (
        <>
          <button type="button" className="btn" disabled={acting.isBusy} onClick={() => void acting.dismiss(rows)}>
            <Trans>Dismiss {count} until changed</Trans> <kbd>d</kbd>
          </button>
          <button type="button" className="btn pri" disabled={acting.isBusy} onClick={() => void acting.apply(rows)}>
            <Trans>Apply {count}</Trans> <kbd>a</kbd>
          </button>
        </>
      )}
      <button type="button" className="btn quiet" onClick={onClear}>
        <Trans>Choose none</Trans>
      </button>
    </section>
  )
}

export interface RowButtonsFacts {
  readonly row: PlanningAction
  readonly acting: Acting
  /** Whether Tab stops at them; in a grid keys act on the chosen row instead. */
  readonly isTabbed?: boolean
}

/** Buttons of one row. */
export const RowButtons = ({ row, acting, isTabbed = false }: RowButtonsFacts) => {
  const tabIndex = isTabbed ? 0 : -1
  if (!useMay('planner')) return null
  if (row.state === 'dismissed')
    return (
      <button type="button" className="btn sm" tabIndex={tabIndex} onClick={() => void acting.restore([row])}>
        <Trans>Restore</Trans>
      </button>
    )
  return (
    <>
      <button type="button" className="btn sm" tabIndex={tabIndex} onClick={() => void acting.apply([row])}>
        <Trans>Apply</Trans>
      </button>
      <button type="button" className="btn sm quiet" tabIndex={tabIndex} onClick={() => void acting.dismiss([row])}>
        <Trans>Dismiss</Trans>
      </button>
    </>
  )
}
