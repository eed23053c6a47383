import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ItemBalance } from '../../../schemas/rest/tracing.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Shape } from '../look/status.tsx'

/** Items over the horizon: what is there, comes and goes, and when it first lacks. */
export const MATERIAL_COLUMNS: readonly GridColumn<ItemBalance>[] = [
  { name: 'item', title: msg`Item code`, type: 'text', width: 150 },
  { name: 'name', title: msg`Item`, type: 'text', width: 200, grows: true },
  { name: 'urgency', title: msg`Short`, type: 'integer', width: 150, cell: (row) => <Short row={row} /> },
  { name: 'lowest', title: msg`Lowest balance`, type: 'quantity', width: 110, cell: (row) => <Lowest row={row} /> },
  { name: 'stock', title: msg`Stock`, type: 'quantity', width: 90 },
  { name: 'receipts', title: msg`Receipts`, type: 'quantity', width: 90 },
  { name: 'planned', title: msg`Planned orders`, type: 'quantity', width: 120 },
  { name: 'needs', title: msg`Needs`, type: 'quantity', width: 90 },
  { name: 'unit', title: msg`Unit`, type: 'text', width: 60 },
  { name: 'shortDate', title: msg`Short from`, type: 'date', width: 96, isHidden: true },
  { name: 'outDate', title: msg`Runs out`, type: 'date', width: 96, isHidden: true },
  { name: 'safetyStock', title: msg`Safety stock`, type: 'quantity', width: 96, isHidden: true },
]

const Short = ({ row }: { readonly row: ItemBalance }) => {
  const { language } = useLanguage()
  if (row.shortDate !== null) {
    const date = shortDate(row.shortDate, language)
    return (
      <span className="chip late">
        <Shape status="late" /> <Trans>Short from {date}</Trans>
      </span>
    )
  }
  if (row.outDate === null) return <span className="q">–</span>
  const date = shortDate(row.outDate, language)
  return (
    <span className="q">
      <Trans>Order before {date}</Trans>
    </span>
  )
}

const Lowest = ({ row }: { readonly row: ItemBalance }) => (
  <span className={row.lowest.startsWith('-') ? 't-late b' : ''}>{grouped(row.lowest)}</span>
)
