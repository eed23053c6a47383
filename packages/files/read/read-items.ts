import type { Parameters } from '@headwater/domain/dataset'
import type { Item, LotRule, SupplyType } from '@headwater/domain/items/item'
import { ceilTo, formatMicro, type Micro, stepOf } from '@headwater/domain/measures/quantity'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { keysOf, numberOf, textOf } from './references.ts'

export interface ItemContext {
  readonly parameters: Parameters
  /** Items and styles that have a bill or a routing. */
  readonly made: ReadonlySet<string>
  readonly issues: IssueList
}

/** Items with all defaults resolved; rows with an error are left out. */
export function readItems(table: Table, context: ItemContext): Item[] {
  const keys = keysOf(table, 'item')
  const items: Item[] = []
  for (const row of table.rows) {
    const style = textOf(row, 'style')
    let sound = row.sound
    if (style !== null && keys.has(style)) {
      sound = false
      refuse(context.issues, {
        file: table.file,
        row,
        field: 'style',
        value: style,
        should: 'should not be the key of an item',
      })
    }
    if (refuseLots(table.file, row, context.issues) && sound) items.push(itemOf(row, context))
  }
  return items
}

interface Conflict {
  readonly file: string
  readonly row: TableRow
  readonly field: string
  readonly value: string
  readonly should: string
}

function refuse(issues: IssueList, { file, row, field, value, should }: Conflict): void {
  issues.error(
    'conflict',
    { file, row: row.row, field, value },
    `${file} row ${row.row}: ${field} (${value}) ${should}`,
  )
}

/** True when the lot columns agree with each other. */
function refuseLots(file: string, row: TableRow, issues: IssueList): boolean {
  const before = issues.errors.length
  const rule = textOf(row, 'lot_rule')
  const number = (name: string): Micro | null => numberOf(row, name)
  const shown = (name: string): string => formatMicro(number(name)!)
  for (const [needs, field] of [
    ['fixed', 'fixed_lot'],
    ['period', 'period_days'],
  ] as const)
    if (rule === needs && number(field) === null && !row.faulty.includes(field))
      issues.error(
        'required',
        { file, row: row.row, field },
        `${file} row ${row.row}: ${field} should not be empty where lot_rule is ${needs}`,
      )
  const lots = ['min_lot', 'lot_multiple', 'max_lot'].filter((name) => number(name) !== null)
  if (rule === 'fixed')
    for (const name of lots)
      refuse(issues, { file, row, field: name, value: shown(name), should: 'may not go with lot_rule fixed' })
  const most = number('max_lot')
  const [least, multiple] = [number('min_lot'), number('lot_multiple')]
  if (rule !== 'fixed' && most !== null && least !== null && most < least)
    refuse(issues, {
      file,
      row,
      field: 'max_lot',
      value: shown('max_lot'),
      should: `should be at least min_lot (${shown('min_lot')})`,
    })
  else if (rule !== 'fixed' && most !== null && multiple !== null && most < multiple)
    refuse(issues, {
      file,
      row,
      field: 'max_lot',
      value: shown('max_lot'),
      should: `should be at least lot_multiple (${shown('lot_multiple')})`,
    })
  return issues.errors.length === before
}

function itemOf(row: TableRow, { parameters, made }: ItemContext): Item {
  const item = textOf(row, 'item')!
  const unit = textOf(row, 'unit')!
  const style = textOf(row, 'style')
  const decimals = numberOf(row, 'decimals') ?? (unit === 'pcs' ? 0 : 3)
  return {
    item,
    name: textOf(row, 'name') ?? item,
    unit,
    decimals,
    style,
    attributes: row.attributes,
    supply:
      (textOf(row, 'supply') as SupplyType | null) ??
      (made.has(item) || (style !== null && made.has(style)) ? 'make' : 'buy'),
    leadTimeDays: numberOf(row, 'lead_time_days')!,
    safetyStock: ceilTo(numberOf(row, 'safety_stock')!, stepOf(decimals)),
    lotRule: textOf(row, 'lot_rule') as LotRule,
    fixedLot: numberOf(row, 'fixed_lot'),
    periodDays: numberOf(row, 'period_days'),
    minLot: numberOf(row, 'min_lot'),
    lotMultiple: numberOf(row, 'lot_multiple'),
    maxLot: numberOf(row, 'max_lot'),
    scrap: numberOf(row, 'scrap')!,
    demandFenceDays: numberOf(row, 'demand_fence_days') ?? parameters.demandFenceDays,
    planningFenceDays: numberOf(row, 'planning_fence_days') ?? parameters.planningFenceDays,
  }
}
