import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { OrderLine } from '../../../schemas/rest/planning.ts'
import { PlannerOnly, ReadOnlyNote } from '../accounts/planner-only.tsx'
import { useMay } from '../accounts/session.ts'
import { useEdits } from '../editing/edits.tsx'
import { useIssueText } from '../editing/issue-text.ts'
import { Grid } from '../grid/grid.tsx'
import { cellText, type GridColumn, useTitle } from '../grid/grid-column.ts'
import { GridTools, shownColumns } from '../grid/grid-tools.tsx'
import { useList } from '../grid/use-list.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { useKeys } from '../shell/keys.ts'
import { DEMAND_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { useWhyLate } from '../today/today-data.ts'
import { WhyLatePanel } from '../today/why-late-panel.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ORDER_COLUMNS } from './order-columns.tsx'
import { keptDraft } from './order-draft.ts'
import type { OrdersSearch } from './orders-search.ts'
import { SplitDialog } from './split-dialog.tsx'
import './orders.css'

const PATH = '/api/order-lines'
const keyOf = (row: OrderLine): string => `${row.order} ${row.line}`
const recordKey = (row: OrderLine): string => `${row.order}|${row.line}`

/** Every open order line: asked, promised, projected; edited in place. */
export const OrdersPage = () => {
  const { t } = useLingui()
  const search = useSearch({ strict: false }) as OrdersSearch
  const navigate = useNavigate()
  const { order, ...state } = search
  const list = useList<OrderLine>(PLAN_TOPIC, PATH, state)
  const columns = shownColumns(ORDER_COLUMNS, state)
  const go = (next: OrdersSearch): void => void navigate({ to: '.', search: next as never })
  const onEdit = useOrderEdit()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const open = list.rows.find((row) => keyOf(row) === order)
  const mayEdit = useMay('planner')
  useOrderKeys(open?.order, mayEdit)
  return (
    <div className={`with-side ${open ? 'open' : ''}`}>
      <div className="today">
        <header className="head">
          <h1>
            <Trans>Orders</Trans>
          </h1>
          <PlaceTabs label={t`Demand`} tabs={DEMAND_TABS} />
          <span className="sp" />
          <ReadOnlyNote />
          <PlannerOnly>
            <NewOrder />
          </PlannerOnly>
        </header>
        <section className="panel list-panel">
          <GridTools
            path={PATH}
            columns={ORDER_COLUMNS}
            shown={columns}
            state={state}
            onState={(next) => go({ ...next, ...(order ? { order } : {}) })}
            total={list.total}
          />
          <Grid
            label={t`Orders`}
            {...{ list, columns, state, keyOf, onEdit }}
            {...(mayEdit ? { selected, onSelected: setSelected } : {})}
            record={(row) => ({ file: 'sales_orders', key: recordKey(row) })}
            open={order}
            onState={(next) => go({ ...next, ...(order ? { order } : {}) })}
            onOpen={(row) => go({ ...state, ...(keyOf(row) === order ? {} : { order: keyOf(row) }) })}
            empty={<Trans>No open order lines. Import sales_orders.csv to see them here.</Trans>}
          />
          <BulkBar
            keys={list.rows.filter((row) => selected.has(keyOf(row))).map(recordKey)}
            state={state}
            total={list.total ?? 0}
            onClear={() => setSelected(new Set())}
          />
        </section>
      </div>
      {open ? <OpenOrder row={open} onClose={() => go(state)} /> : null}
    </div>
  )
}

/** `n` writes a new order, `e` the lines of the open one. */
function useOrderKeys(open: string | undefined, isOn: boolean): void {
  const navigate = useNavigate()
  const write = (search: object): void => void navigate({ to: '/demand/order', search: search as never })
  useKeys({ n: () => write({}), ...(open === undefined ? {} : { e: () => write({ order: open }) }) }, isOn)
}

const OpenOrder = ({ row, onClose }: { readonly row: OrderLine; readonly onClose: () => void }) => {
  const why = useWhyLate(row)
  const [isSplitting, setSplitting] = useState(false)
  useKeys({ s: () => setSplitting(true) }, useMay('planner'))
  return (
    <WhyLatePanel order={row} why={why.data} onClose={onClose}>
      <PlannerOnly>
        <Link className="btn sm" to="/demand/order" search={{ order: row.order } as never}>
          <Trans>Quantities by variant, and promise</Trans> <kbd>e</kbd>
        </Link>
        <button type="button" className="btn sm" onClick={() => setSplitting(true)}>
          <Trans>Split…</Trans> <kbd>s</kbd>
        </button>
      </PlannerOnly>
      {isSplitting ? <SplitDialog {...row} onClose={() => setSplitting(false)} /> : null}
    </WhyLatePanel>
  )
}

/** What was typed and not saved is offered again. */
const NewOrder = () => {
  const kept = keptDraft('')
  return (
    <>
      {kept ? (
        <span className="m f12 nw">
          <Trans>Not saved yet: {kept.draft.order}</Trans>
        </span>
      ) : null}
      <Link className="btn pri" to="/demand/order">
        {kept ? <Trans>Go on with the new order</Trans> : <Trans>New order</Trans>} <kbd>n</kbd>
      </Link>
    </>
  )
}

/** Writes one cell of an order line to sales_orders; says what is wrong, or null. */
function useOrderEdit() {
  const { edit } = useEdits()
  const { t } = useLingui()
  const title = useTitle()
  const textOf = useIssueText()
  return async (row: OrderLine, column: GridColumn<OrderLine>, text: string): Promise<string | null> => {
    const field = column.edits!
    const was = cellText(row, column.name)
    const name = title(column)
    const answer = await edit(
      [{ file: 'sales_orders', key: recordKey(row), was: { [field]: was }, cells: { [field]: text } }],
      t`${row.order} / ${row.line}: ${name} ${was} → ${text}`,
    )
    const conflict = answer.conflicts[0]
    if (conflict) return t`Somebody changed it to ${conflict.now ?? ''} meanwhile`
    const issue = answer.issues[0]
    return issue ? textOf(issue) : null
  }
}
