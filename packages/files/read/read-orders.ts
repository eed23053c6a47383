import type { StockLot } from '@headwater/domain/dataset'
import type { Item } from '@headwater/domain/items/item'
import type { Micro } from '@headwater/domain/measures/quantity'
import { floorTo, formatMicro, stepOf } from '@headwater/domain/measures/quantity'
import { scaleDown, scaleUp } from '@headwater/domain/measures/ratio'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import type { PurchaseOrderLine } from '@headwater/domain/orders/purchase-order'
import type { SalesOrderLine } from '@headwater/domain/orders/sales-order'
import type { PinnedOperation, WorkOrder } from '@headwater/domain/orders/work-order'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import type { IssueList } from './issue-list.ts'
import type { DateOrTime } from './read-cell.ts'
import type { Table, TableRow } from './read-table.ts'
import { factorOf, type UnitFactor } from './read-units.ts'
import { numberOf, type Reference, refuseUnknown, textOf } from './references.ts'

export interface OrderContext {
  readonly items: ReadonlyMap<string, Item>
  readonly itemKeys: ReadonlySet<string>
  readonly units: UnitFactor
  readonly zone: string
  readonly issues: IssueList
}

const END_OF_DAY = 1440

/** Rows whose item exists, with the item and the factor to its unit; others are refused or left out, with all their errors. */
function withItems<T>(
  table: Table,
  context: OrderContext,
  references: readonly Reference[],
  build: (row: TableRow, item: Item, convert: Convert) => T,
): T[] {
  const item = { column: 'item', known: context.itemKeys, where: 'items.csv' }
  const sound = new Set(refuseUnknown(table, [item, ...references], context.issues))
  return table.rows.flatMap((row) => {
    const own = context.items.get(textOf(row, 'item') ?? '')
    if (!own) return []
    const factor = factorOf(row, {
      item: own.item,
      stockUnit: own.unit,
      file: table.file,
      units: context.units,
      issues: context.issues,
    })
    if (!factor || !sound.has(row)) return []
    const convert: Convert = (quantity, direction) => (direction === 'up' ? scaleUp : scaleDown)(quantity, factor, 1)
    return [build(row, own, convert)]
  })
}

/** A quantity of the row in the item's unit, exact to 10⁻⁶ and beyond that rounded in the direction that is safe. */
type Convert = (quantity: Micro, direction: 'up' | 'down') => Micro

export const readStock = (table: Table, context: OrderContext): StockLot[] =>
  withItems(table, context, [], (row, item, convert) => ({
    item: item.item,
    lot: textOf(row, 'lot'),
    quantity: floorTo(convert(numberOf(row, 'quantity')!, 'down'), stepOf(item.decimals)),
    expires: numberOf(row, 'expires'),
    status: textOf(row, 'status') as StockLot['status'],
  }))

export function readSalesOrders(table: Table, context: OrderContext): SalesOrderLine[] {
  for (const row of table.rows) refuseShippedOver(table.file, row, context.issues)
  return withItems(table, context, [], (row, item, convert) => {
    const [quantity, shipped] = [numberOf(row, 'quantity')!, numberOf(row, 'shipped')!]
    const ordered = convert(quantity, 'up')
    return {
      order: textOf(row, 'order')!,
      line: textOf(row, 'line')!,
      item: item.item,
      quantity: ordered,
      // So that what is open is exact: it is the difference that is converted, not its two parts.
      shipped: ordered - convert(Math.max(0, quantity - shipped), 'up'),
      customer: textOf(row, 'customer'),
      dueDate: numberOf(row, 'due_date')!,
      priority: numberOf(row, 'priority')!,
      status: textOf(row, 'status') as SalesOrderLine['status'],
    }
  })
}

function refuseShippedOver(file: string, row: TableRow, issues: IssueList): void {
  const [quantity, shipped] = [numberOf(row, 'quantity'), numberOf(row, 'shipped')]
  if (quantity === null || shipped === null || shipped <= quantity) return
  issues.error(
    'conflict',
    { file, row: row.row, field: 'shipped', value: formatMicro(shipped) },
    `${file} row ${row.row}: shipped (${formatMicro(shipped)}) should not be over quantity (${formatMicro(quantity)})`,
  )
}

export const readPurchaseOrders = (
  table: Table,
  context: OrderContext,
  suppliers: ReadonlySet<string>,
): PurchaseOrderLine[] =>
  withItems(
    table,
    context,
    [{ column: 'supplier', known: suppliers, where: 'suppliers.csv' }],
    (row, item, convert) => ({
      order: textOf(row, 'order')!,
      line: textOf(row, 'line')!,
      item: item.item,
      quantity: convert(numberOf(row, 'quantity')!, 'down'),
      supplier: textOf(row, 'supplier'),
      dueDate: numberOf(row, 'due_date')!,
      received: convert(numberOf(row, 'received')!, 'up'),
      status: textOf(row, 'status') as PurchaseOrderLine['status'],
    }),
  )

export const readWorkOrders = (table: Table, context: OrderContext): WorkOrder[] =>
  withItems(table, context, [], (row, item) => {
    const due = row.cells.due_date as DateOrTime
    return {
      order: textOf(row, 'order')!,
      item: item.item,
      quantity: numberOf(row, 'quantity')!,
      received: numberOf(row, 'received')!,
      startDate: numberOf(row, 'start_date'),
      dueDate: due.day,
      dueMoment: due.moment ?? localToInstant(due.day, END_OF_DAY, context.zone),
      priority: numberOf(row, 'priority')!,
      earliestStart: numberOf(row, 'earliest_start'),
      status: textOf(row, 'status') as WorkOrder['status'],
    }
  })

export const readPinned = (table: Table, references: readonly Reference[], issues: IssueList): PinnedOperation[] =>
  refuseUnknown(table, references, issues).map((row) => ({
    order: textOf(row, 'order')!,
    sequence: numberOf(row, 'sequence')!,
    workUnit: textOf(row, 'work_unit')!,
    start: numberOf(row, 'start')!,
  }))

/** The schedule of the last run; orders that are gone since are no error. */
export const readLastSchedule = (table: Table): ScheduledOperation[] =>
  table.rows
    .filter((row) => row.sound)
    .map((row) => {
      const start = numberOf(row, 'start')!
      return {
        order: textOf(row, 'order')!,
        sequence: numberOf(row, 'sequence')!,
        item: textOf(row, 'item') ?? '',
        workCenter: textOf(row, 'work_center') ?? '',
        workUnit: textOf(row, 'work_unit')!,
        quantity: numberOf(row, 'quantity') ?? 0,
        setupStart: numberOf(row, 'setup_start') ?? start,
        start,
        end: numberOf(row, 'end') ?? start,
      }
    })
