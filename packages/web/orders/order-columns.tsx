import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { OrderLine } from '../../../schemas/rest/planning.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { Shape, type Status } from '../look/status.tsx'

export const STATUSES = [
  { value: 'late', name: msg`Late` },
  { value: 'soon-late', name: msg`Soon late` },
  { value: 'cannot-plan', name: msg`Cannot be scheduled` },
  { value: 'on-time', name: msg`On time` },
] as const

const MARKS: Readonly<Record<OrderLine['status'], Status | null>> = {
  late: 'late',
  'soon-late': 'risk',
  'cannot-plan': 'none',
  'on-time': null,
}

/** Order lines: what was asked, promised and is projected. Ordered and requested are the cells of sales_orders, edited in place. */
export const ORDER_COLUMNS: readonly GridColumn<OrderLine>[] = [
  { name: 'order', title: msg`Order`, type: 'text', width: 100 },
  { name: 'line', title: msg`Line`, type: 'text', width: 48 },
  { name: 'item', title: msg`Item code`, type: 'text', width: 140, isHidden: true },
  { name: 'itemName', title: msg`Item`, type: 'text', width: 180, grows: true },
  { name: 'customer', title: msg`Customer`, type: 'text', width: 130 },
  { name: 'ordered', title: msg`Ordered`, type: 'quantity', width: 90, edits: 'quantity' },
  { name: 'quantity', title: msg`To ship`, type: 'quantity', width: 90 },
  { name: 'unit', title: msg`Unit`, type: 'text', width: 56 },
  { name: 'requested', title: msg`Requested`, type: 'date', width: 100, edits: 'due_date' },
  { name: 'priority', title: msg`Priority`, type: 'integer', width: 70, edits: 'priority' },
  { name: 'promised', title: msg`Promised`, type: 'date', width: 90 },
  { name: 'projected', title: msg`Projected`, type: 'date', width: 90 },
  { name: 'daysLate', title: msg`Gap, days`, type: 'integer', width: 90, cell: (row) => <Gap row={row} /> },
  {
    name: 'status',
    title: msg`Status`,
    type: 'choice',
    width: 130,
    choices: STATUSES,
    cell: (row) => <StatusChip status={row.status} />,
  },
]

const Gap = ({ row }: { readonly row: OrderLine }) => {
  if (row.daysLate === null) return <span className="q">–</span>
  const days = row.daysLate
  return <span className={days > 0 ? 't-late b' : 'q'}>{days > 0 ? `+${days}` : String(days).replace('-', '−')}</span>
}

export const StatusChip = ({ status }: { readonly status: OrderLine['status'] }) => {
  const mark = MARKS[status]
  if (mark === null)
    return (
      <span className="q">
        <Trans>On time</Trans>
      </span>
    )
  return (
    <span className={`chip ${mark}`}>
      <Shape status={mark} /> <StatusName status={status} />
    </span>
  )
}

const StatusName = ({ status }: { readonly status: OrderLine['status'] }) => {
  if (status === 'late') return <Trans>Late</Trans>
  return status === 'soon-late' ? <Trans>Soon late</Trans> : <Trans>Cannot be scheduled</Trans>
}
