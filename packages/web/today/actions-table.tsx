import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'

const ACTIONS = ['make', 'order', 'expedite', 'defer', 'increase', 'decrease', 'cancel'] as const
type ActionType = PlanningAction['action']

const NAMES: Record<ActionType, ReactNode> = {
  make: <Trans>Make</Trans>,
  order: <Trans context="action">Order</Trans>,
  expedite: <Trans>Expedite</Trans>,
  defer: <Trans>Defer</Trans>,
  increase: <Trans>Increase</Trans>,
  decrease: <Trans>Decrease</Trans>,
  cancel: <Trans>Cancel order</Trans>,
}

export interface ActionsTableFacts {
  readonly actions: readonly PlanningAction[]
  readonly counts: Readonly<Record<string, number>>
  readonly year: string
}

/** What the plan proposes, by kind. */
export const ActionsTable = ({ actions, counts, year }: ActionsTableFacts) => {
  const { t } = useLingui()
  const [kind, setKind] = useState<ActionType | null>(null)
  const shown = kind === null ? actions : actions.filter((one) => one.action === kind)
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>Planning actions</Trans>
        </h2>
        <span className="sp" />
        <Kinds {...{ counts, kind }} onKind={setKind} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="scroll" tabIndex={0} aria-label={t`Planning actions`} style={{ overflow: 'auto' }}>
        <table>
          <colgroup>
            <col style={{ width: 90 }} />
            <col style={{ width: 150 }} />
            <col />
            <col style={{ width: 150 }} />
            <col style={{ width: 150 }} />
            <col style={{ width: '26%' }} />
          </colgroup>
          <tbody>
            {shown.map((one) => (
              <ActionRow key={`${one.action} ${one.order} ${one.item}`} action={one} year={year} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? (
          <p className="empty">
            <Trans>Nothing to do: the plan stands as it is.</Trans>
          </p>
        ) : null}
      </section>
    </section>
  )
}

const Kinds = ({
  counts,
  kind,
  onKind,
}: {
  readonly counts: ActionsTableFacts['counts']
  readonly kind: ActionType | null
  readonly onKind: (kind: ActionType | null) => void
}) => {
  const all = ACTIONS.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
  return (
    <span className="tabs">
      <button
        type="button"
        className={kind === null ? 'on' : ''}
        aria-pressed={kind === null}
        onClick={() => onKind(null)}
      >
        <Trans>All</Trans> {all}
      </button>
      {ACTIONS.filter((one) => (counts[one] ?? 0) > 0).map((one) => (
        <button
          key={one}
          type="button"
          className={kind === one ? 'on' : ''}
          aria-pressed={kind === one}
          onClick={() => onKind(one)}
        >
          {NAMES[one]} {counts[one]}
        </button>
      ))}
    </span>
  )
}

const ActionRow = ({ action, year }: { readonly action: PlanningAction; readonly year: string }) => {
  const { language } = useLanguage()
  const change = (from: string | null, to: string | null, write: (value: string) => string): string =>
    to === null ? '' : from === null ? write(to) : `${write(from)} → ${write(to)}`
  return (
    <tr>
      <td className="b">{NAMES[action.action]}</td>
      <td className="m">{action.order}</td>
      <td title={action.item}>{action.itemName}</td>
      <td className="r">{change(action.quantity, action.newQuantity, grouped)}</td>
      <td className="r">{change(action.date, action.newDate, (one) => shortDate(one, language, year))}</td>
      <td className="m f12" title={action.reason}>
        {action.reason}
      </td>
    </tr>
  )
}
