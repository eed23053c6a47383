import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { ReadOnlyNote } from '../accounts/planner-only.tsx'
import { useMay } from '../accounts/session.ts'
import { Grid } from '../grid/grid.tsx'
import { type GridState, readFilter, withClause } from '../grid/grid-state.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { useKeys } from '../shell/keys.ts'
import { PLAN_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { useToday } from '../today/today-data.ts'
import { type Acting, useActing } from './acting.ts'
import { ACTION_COLUMNS } from './action-columns.tsx'
import { ActionKinds } from './action-kinds.tsx'
import { ActionPanel } from './action-panel.tsx'
import type { ActionKind } from './action-words.tsx'
import type { ActionsSearch } from './actions-search.ts'
import { BulkBar, RowButtons } from './bulk-bar.tsx'
import './plan.css'

const PATH = '/api/planning-actions'
const keyOf = (row: PlanningAction): string => row.id

/** The seven planning actions: carried out or dismissed one by one or many at once. */
export const ActionsPage = () => {
  const { t } = useLingui()
  const { action, show, ...given } = useSearch({ strict: false }) as ActionsSearch
  const navigate = useNavigate()
  const state: GridState = { ...given, filter: withClause(given.filter, 'state', show ?? 'open') }
  const list = useList<PlanningAction>(PLAN_TOPIC, PATH, state)
  const columns = shownColumns(ACTION_COLUMNS, state)
  const go = (next: ActionsSearch): void => void navigate({ to: '.', search: next as never })
  const shown = show ? { show } : {}
  const onState = (next: GridState): void =>
    go({ ...next, filter: withClause(next.filter, 'state', null), ...shown, ...(action ? { action } : {}) })
  const { chosen, choose } = useChoice(list.rows)
  const open = list.rows.find((row) => row.id === action)
  const acting = useActing()
  const mayAct = useMay('planner')
  useActingKeys(acting, {
    rows: chosen.length > 0 ? chosen : open ? [open] : [],
    isDismissed: show !== undefined,
    isOn: mayAct,
  })
  return (
    <div className={`with-side ${open ? 'open' : ''}`}>
      <div className="today">
        <ActionsHead filter={given.filter} onState={(filter) => go({ ...given, filter, ...shown })} />
        <section className="panel list-panel">
          <GridTools path={PATH} columns={ACTION_COLUMNS} shown={columns} {...{ state, onState }} total={list.total}>
            <ShowSwitch show={show} onShow={(next) => go({ ...given, ...(next ? { show: next } : {}) })} />
          </GridTools>
          <Grid
            label={t`Planning actions`}
            {...{ list, columns, state, keyOf, onState }}
            open={action}
            onOpen={(row) => go({ ...given, ...shown, ...(row.id === action ? {} : { action: row.id }) })}
            {...(mayAct ? { selected: new Set(chosen.map(keyOf)), onSelected: choose } : {})}
            {...(mayAct ? { actions: (row: PlanningAction) => <RowButtons row={row} acting={acting} /> } : {})}
            empty={<NoActions show={show} />}
          />
          <BulkBar rows={chosen} isDismissed={show !== undefined} acting={acting} onClear={() => choose(new Set())} />
        </section>
      </div>
      {open ? <ActionPanel action={open} acting={acting} onClose={() => go({ ...given, ...shown })} /> : null}
    </div>
  )
}

/** Rows chosen for a bulk action; what is no longer in the list is no longer chosen. */
function useChoice(rows: readonly PlanningAction[]) {
  const [ids, choose] = useState<ReadonlySet<string>>(new Set())
  return { chosen: rows.filter((row) => ids.has(row.id)), choose }
}

/** `a` applies and `d` dismisses what is chosen, else what stands open; among the dismissed `r` restores. */
function useActingKeys(
  acting: Acting,
  {
    rows,
    isDismissed,
    isOn,
  }: { readonly rows: readonly PlanningAction[]; readonly isDismissed: boolean; readonly isOn: boolean },
): void {
  useKeys(
    isDismissed
      ? { r: () => void acting.restore(rows) }
      : { a: () => void acting.apply(rows), d: () => void acting.dismiss(rows) },
    isOn && rows.length > 0,
  )
}

const ActionsHead = ({
  filter,
  onState,
}: {
  readonly filter: string | undefined
  readonly onState: (filter: string) => void
}) => {
  const { t } = useLingui()
  const today = useToday()
  const kind = readFilter(filter).find((one) => one.column === 'action')?.wanted ?? null
  return (
    <header className="head">
      <h1>
        <Trans>Plan</Trans>
      </h1>
      <PlaceTabs label={t`Screens of the plan`} tabs={PLAN_TABS} />
      <span className="sp" />
      <ReadOnlyNote />
      <ActionKinds
        counts={today.data?.actionCounts ?? {}}
        kind={kind as ActionKind | null}
        onKind={(next) => onState(withClause(filter, 'action', next))}
      />
    </header>
  )
}

const ShowSwitch = ({
  show,
  onShow,
}: {
  readonly show: 'dismissed' | undefined
  readonly onShow: (show: 'dismissed' | undefined) => void
}) => {
  const { t } = useLingui()
  const button = (value: 'dismissed' | undefined, name: string) => (
    <button
      type="button"
      className={show === value ? 'on' : ''}
      aria-pressed={show === value}
      onClick={() => onShow(value)}
    >
      {name}
    </button>
  )
  return (
    <fieldset className="seg sm" aria-label={t`Which actions`}>
      {button(undefined, t`To do`)}
      {button('dismissed', t`Dismissed`)}
    </fieldset>
  )
}

const NoActions = ({ show }: { readonly show: 'dismissed' | undefined }) =>
  show ? (
    <Trans>Nothing is dismissed. What you dismiss stays here until the plan says something else.</Trans>
  ) : (
    <Trans>Nothing to do: the plan stands as it is.</Trans>
  )
