import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReachedLines } from '../../../schemas/rest/acting.ts'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { PlannerOnly, ReadOnlyNote } from '../accounts/planner-only.tsx'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday, grouped, shortDate } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import type { Acting } from './acting.ts'
import { ActionName, DateChange, QuantityChange, useReason } from './action-words.tsx'

export interface ActionPanelFacts {
  readonly action: PlanningAction
  readonly acting: Acting
  readonly onClose: () => void
}

/** One action: what it changes, why, and which customers wait for it, before anybody applies it. */
export const ActionPanel = ({ action, acting, onClose }: ActionPanelFacts) => {
  const { t } = useLingui()
  return (
    <aside className="side" aria-label={t`Planning action`}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16">
            <ActionName kind={action.action} />
          </h2>
          <p className="q f12 ell">
            {action.itemName} · {action.item}
          </p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div className="scroll side-body">
        <Facts action={action} />
        <Reached action={action} />
      </div>
      <footer className="side-foot">
        <ReadOnlyNote />
        <PlannerOnly>
          {action.state === 'dismissed' ? (
            <button type="button" className="btn" onClick={() => void acting.restore([action])}>
              <Trans>Restore</Trans> <kbd>r</kbd>
            </button>
          ) : (
            <>
              <button
                type="button"
                className="btn pri"
                disabled={acting.isBusy}
                onClick={() => void acting.apply([action])}
              >
                <Trans>Apply</Trans> <kbd>a</kbd>
              </button>
              <button
                type="button"
                className="btn"
                disabled={acting.isBusy}
                onClick={() => void acting.dismiss([action])}
              >
                <Trans>Dismiss until changed</Trans> <kbd>d</kbd>
              </button>
            </>
          )}
        </PlannerOnly>
      </footer>
    </aside>
  )
}

const THIS_YEAR = String(new Date().getFullYear())

const Facts = ({ action }: { readonly action: PlanningAction }) => {
  const { language } = useLanguage()
  const reason = useReason()(action)
  return (
    <dl className="facts">
      {action.orderType === 'planned_order' ? null : (
        <Fact name={<Trans>Order number</Trans>}>
          {action.order}
          {action.line === null ? '' : ` / ${action.line}`}
        </Fact>
      )}
      {action.newQuantity === null ? null : (
        <Fact name={<Trans>Quantity</Trans>}>
          <QuantityChange action={action} />
        </Fact>
      )}
      {action.newDate === null ? null : (
        <Fact name={<Trans>Due date</Trans>}>
          <DateChange action={action} year={THIS_YEAR} />
        </Fact>
      )}
      {action.releaseDate === null ? null : (
        <Fact name={<Trans>Release date</Trans>}>{dateWithWeekday(action.releaseDate, language)}</Fact>
      )}
      {action.supplier === null ? null : <Fact name={<Trans>Supplier</Trans>}>{action.supplier}</Fact>}
      {action.value === null ? null : <Fact name={<Trans>Value</Trans>}>{grouped(action.value)}</Fact>}
      <Fact name={<Trans>Reason</Trans>}>{reason}</Fact>
    </dl>
  )
}

const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const useReached = ({ orderType, order, line }: PlanningAction) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'reached', orderType, order, line],
    queryFn: () =>
      read<ReachedLines>(
        `/api/reached-lines?${new URLSearchParams({ type: orderType, order, ...(line === null ? {} : { line }) })}`,
      ),
  })

/** Which customers' lines wait for its order. */
const Reached = ({ action }: { readonly action: PlanningAction }) => {
  const { language } = useLanguage()
  const { data } = useReached(action)
  if (!data) return null
  const { total, late } = data
  return (
    <section className="reached">
      <h3 className="f12 m">
        <Trans>
          {total} customer lines wait for it, {late} late
        </Trans>
      </h3>
      <ul>
        {data.lines.map((one) => (
          <li key={`${one.order} ${one.line}`}>
            <Link
              to="/demand/orders"
              search={{ filter: `order:${plainText(one.order)}`, order: `${one.order} ${one.line}` } as never}
            >
              {one.order} / {one.line}
            </Link>
            <span className="ell m">{one.customer ?? one.itemName}</span>
            <span className={`r nw ${one.status === 'late' ? 't-late' : 'm'}`}>
              {one.status === 'late' ? <Shape status="late" size={8} /> : null}{' '}
              {shortDate(one.projected ?? one.requested, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
