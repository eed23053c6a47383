import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { type Acting, useActing } from '../plan/acting.ts'
import { ActionKinds } from '../plan/action-kinds.tsx'
import { ActionName, DateChange, QuantityChange, useReason } from '../plan/action-words.tsx'
import { RowButtons } from '../plan/bulk-bar.tsx'
import { useActions } from './today-data.ts'

export interface ActionsTableFacts {
  readonly counts: Readonly<Record<string, number>>
  readonly year: string
}

/** The first of what the plan proposes, carried out in place; all of it is a place of its own. */
export const ActionsTable = ({ counts, year }: ActionsTableFacts) => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const acting = useActing()
  const actions = useActions().data?.rows ?? []
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>Planning actions</Trans>
        </h2>
        <span className="sp" />
        <ActionKinds
          counts={counts}
          kind={null}
          onKind={(kind) => void navigate({ to: '/plan', search: (kind ? { filter: `action:${kind}` } : {}) as never })}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className="scroll list-scroll" tabIndex={0} aria-label={t`Planning actions`}>
        <table className="acts">
          <colgroup>
            <col style={{ width: 84 }} />
            <col />
            <col style={{ width: 130 }} />
            <col style={{ width: 128 }} />
            <col style={{ width: '28%' }} />
            <col style={{ width: 138 }} />
          </colgroup>
          <tbody>
            {actions.map((one) => (
              <ActionRow key={one.id} action={one} {...{ year, acting }} />
            ))}
          </tbody>
        </table>
        {actions.length === 0 ? (
          <p className="empty">
            <Trans>Nothing to do: the plan stands as it is.</Trans>
          </p>
        ) : null}
      </section>
    </section>
  )
}

interface ActionRowFacts {
  readonly action: PlanningAction
  readonly year: string
  readonly acting: Acting
}

const ActionRow = ({ action, year, acting }: ActionRowFacts) => {
  const reason = useReason()(action)
  return (
    <tr>
      <td className="b">
        <ActionName kind={action.action} />
      </td>
      <td title={`${action.item} ${action.itemName}`}>
        <Link className="ink" to="/plan" search={{ action: action.id } as never}>
          {action.itemName}
        </Link>
      </td>
      <td className="r">{action.newQuantity === null ? null : <QuantityChange action={action} />}</td>
      <td className="r">
        <DateChange action={action} year={year} />
      </td>
      <td className="m f12" title={reason}>
        {reason}
      </td>
      <td className="acts-buttons">
        <RowButtons row={action} acting={acting} isTabbed />
      </td>
    </tr>
  )
}
