import { msg } from '@lingui/core/macro'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { Shape } from '../look/status.tsx'
import { ACTION_KINDS, ActionName, DateChange, QuantityChange, useReason } from './action-words.tsx'

const YEAR = String(new Date().getFullYear())

/** What to do, with what, by when, and for whom. */
export const ACTION_COLUMNS: readonly GridColumn<PlanningAction>[] = [
  {
    name: 'action',
    title: msg`Action`,
    type: 'choice',
    width: 92,
    choices: ACTION_KINDS,
    cell: (row) => <ActionName kind={row.action} />,
  },
  { name: 'itemName', title: msg`Item`, type: 'text', width: 170, grows: true },
  { name: 'item', title: msg`Item code`, type: 'text', width: 140, isHidden: true },
  { name: 'order', title: msg`Order number`, type: 'text', width: 128, cell: (row) => <OrderOf row={row} /> },
  {
    name: 'newQuantity',
    title: msg`Quantity`,
    type: 'quantity',
    width: 140,
    cell: (row) => <QuantityChange action={row} />,
  },
  {
    name: 'newDate',
    title: msg`Due date`,
    type: 'date',
    width: 140,
    cell: (row) => <DateChange action={row} year={YEAR} />,
  },
  { name: 'releaseDate', title: msg`Release date`, type: 'date', width: 100, isHidden: true },
  { name: 'needOrder', title: msg`Reason`, type: 'text', width: 250, grows: true, cell: (row) => <Reason row={row} /> },
  { name: 'needDate', title: msg`Need date`, type: 'date', width: 96, isHidden: true },
  { name: 'needCustomer', title: msg`Customer`, type: 'text', width: 120, isHidden: true },
  { name: 'supplier', title: msg`Supplier`, type: 'text', width: 96 },
  { name: 'value', title: msg`Value`, type: 'quantity', width: 84 },
]

/** A planned order has no number of its own yet. */
const OrderOf = ({ row }: { readonly row: PlanningAction }) => {
  if (row.orderType === 'planned_order') return <span className="q">–</span>
  return (
    <>
      {row.order}
      {row.line === null ? null : <span className="u"> / {row.line}</span>}
    </>
  )
}

/** Marked where the line that asks for it is late. */
const Reason = ({ row }: { readonly row: PlanningAction }) => {
  const reason = useReason()(row)
  return (
    <span className="reason ell" title={reason}>
      {row.needStatus === 'late' ? (
        <span className="t-late">
          <Shape status="late" />
        </span>
      ) : null}
      <span className="ell">{reason}</span>
    </span>
  )
}
