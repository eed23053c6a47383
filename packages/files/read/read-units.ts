import { invert, ONE, type Ratio, ratioOf } from '@headwater/domain/measures/ratio'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { numberOf, refuseUnknown, textOf } from './references.ts'

/** Factor from a unit to the unit an item is stocked in; null when there is no row for it. */
export type UnitFactor = (item: string, from: string, to: string) => Ratio | null

/** The item's row, else the general row, in either direction, one step. */
export function readUnits(table: Table, items: ReadonlySet<string>, issues: IssueList): UnitFactor {
  const factors = new Map<string, Ratio>()
  const rows = refuseUnknown(table, [{ column: 'item', known: items, where: 'items.csv' }], issues)
  for (const row of rows) {
    const [item, from, to] = [textOf(row, 'item') ?? '', textOf(row, 'from_unit')!, textOf(row, 'to_unit')!]
    factors.set(`${item}|${from}|${to}`, ratioOf(numberOf(row, 'factor')!))
  }
  const either = (item: string, from: string, to: string): Ratio | null => {
    const forward = factors.get(`${item}|${from}|${to}`)
    if (forward) return forward
    const backward = factors.get(`${item}|${to}|${from}`)
    return backward ? invert(backward) : null
  }
  return (item, from, to) => (from === to ? ONE : (either(item, from, to) ?? either('', from, to)))
}

/** The factor for a row's `unit`; an unknown one is refused and null. */
export function factorOf(
  row: TableRow,
  {
    item,
    stockUnit,
    file,
    units,
    issues,
  }: { item: string; stockUnit: string; file: string; units: UnitFactor; issues: IssueList },
): Ratio | null {
  const unit = textOf(row, 'unit')
  if (unit === null) return ONE
  const factor = units(item, unit, stockUnit)
  if (factor === null)
    issues.error(
      'no-conversion',
      { file, row: row.row, field: 'unit', value: unit },
      `${file} row ${row.row}: unit (${unit}) should be ${stockUnit} or have a row in units.csv to ${stockUnit}`,
    )
  return factor
}
