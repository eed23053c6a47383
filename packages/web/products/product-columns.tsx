import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ProductRow } from '../../../schemas/rest/products.ts'
import type { GridColumn } from '../grid/grid-column.ts'
import { MissingChips, missingOf } from './missing-words.tsx'

const SUPPLIES = [
  { value: 'make', name: msg`Make` },
  { value: 'buy', name: msg`Buy` },
] as const

const LOT_RULES = [
  { value: 'lot-for-lot', name: msg`Lot for lot` },
  { value: 'fixed', name: msg`Fixed lot` },
  { value: 'period', name: msg`Lot by period` },
] as const

export const SupplyName = ({ supply }: { readonly supply: 'make' | 'buy' }) =>
  supply === 'make' ? <Trans>Make</Trans> : <Trans>Buy</Trans>

/** Items; their own columns are the cells of items.csv, edited in place. */
const PRODUCT_COLUMNS: readonly GridColumn<ProductRow>[] = [
  { name: 'item', title: msg`Item code`, type: 'text', width: 160 },
  { name: 'name', title: msg`Item`, type: 'text', width: 200, grows: true, edits: 'name' },
  { name: 'style', title: msg`Style`, type: 'text', width: 80, edits: 'style' },
  { name: 'supply', title: msg`Supply`, type: 'choice', width: 70, choices: SUPPLIES, edits: 'supply' },
  { name: 'unit', title: msg`Unit`, type: 'text', width: 52 },
  { name: 'leadTimeDays', title: msg`Lead time, days`, type: 'integer', width: 96, edits: 'lead_time_days' },
  { name: 'safetyStock', title: msg`Safety stock`, type: 'quantity', width: 88, edits: 'safety_stock' },
  { name: 'stock', title: msg`In stock`, type: 'quantity', width: 80 },
  { name: 'receipts', title: msg`On order`, type: 'quantity', width: 80 },
  { name: 'needs', title: msg({ message: 'Needed', context: 'quantity' }), type: 'quantity', width: 80 },
  {
    name: 'missing',
    title: msg`Missing`,
    type: 'text',
    width: 170,
    cell: (row) =>
      row.missing === null ? <span className="q">–</span> : <MissingChips missing={missingOf(row.missing)} />,
  },
  { name: 'planned', title: msg`Planned`, type: 'quantity', width: 80, isHidden: true },
  {
    name: 'lotRule',
    title: msg`Lot rule`,
    type: 'choice',
    width: 110,
    choices: LOT_RULES,
    edits: 'lot_rule',
    isHidden: true,
  },
  { name: 'minLot', title: msg`Smallest lot`, type: 'quantity', width: 90, edits: 'min_lot', isHidden: true },
  { name: 'lotMultiple', title: msg`Lot multiple`, type: 'quantity', width: 90, edits: 'lot_multiple', isHidden: true },
  { name: 'scrap', title: msg`Scrap`, type: 'quantity', width: 80, edits: 'scrap', isHidden: true },
]

/** The fixed columns, and one for each attribute that the rows have; the category is shown, the others on demand. */
export function productColumns(
  rows: readonly ProductRow[],
  attributeName: (column: string) => string,
): readonly GridColumn<ProductRow>[] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('attr.'))
  const attributes = names.map((name) => ({
    name,
    title: attributeName(name),
    type: 'text' as const,
    width: 90,
    edits: name,
    isHidden: name !== 'attr.category',
  }))
  return [...PRODUCT_COLUMNS.slice(0, 3), ...attributes, ...PRODUCT_COLUMNS.slice(3)]
}
