import type { Item } from '@headwater/domain/items/item'
import type { ItemSupplier, Supplier } from '@headwater/domain/items/supplier'
import type { SetupTime, WorkCenter, WorkUnit } from '@headwater/domain/resources/work-center'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { numberOf, refuseUnknown, textOf, unknown } from './references.ts'

export interface CalendarContext {
  readonly calendars: ReadonlySet<string>
  /** Key of the site's calendar. */
  readonly site: string
  readonly issues: IssueList
}

export interface CenterContext extends CalendarContext {
  /** Keys of work centers. */
  readonly centers: ReadonlySet<string>
}

export function readWorkCenters(
  centers: Table,
  units: Table,
  { calendars, centers: known, site, issues }: CenterContext,
): WorkCenter[] {
  const calendar = { column: 'calendar', known: calendars, where: 'calendars.csv' }
  const named = new Map<string, TableRow[]>()
  for (const row of refuseUnknown(
    units,
    [{ column: 'work_center', known, where: 'work_centers.csv' }, calendar],
    issues,
  )) {
    const center = textOf(row, 'work_center')!
    named.set(center, [...(named.get(center) ?? []), row])
  }
  return refuseUnknown(centers, [calendar], issues).map((row) => {
    const workCenter = textOf(row, 'work_center')!
    const own = { workCenter, calendar: textOf(row, 'calendar') ?? site, efficiency: numberOf(row, 'efficiency')! }
    return { ...own, name: textOf(row, 'name') ?? workCenter, units: unitsOf(row, named.get(workCenter), own) }
  })
}

function unitsOf(
  row: TableRow,
  named: readonly TableRow[] | undefined,
  own: { workCenter: string; calendar: string; efficiency: number },
): WorkUnit[] {
  if (!named)
    return Array.from({ length: numberOf(row, 'units')! }, (_, i) => ({
      workUnit: `${own.workCenter}-${i + 1}`,
      ...own,
      currentFamily: null,
    }))
  return named.map((unit) => ({
    workUnit: textOf(unit, 'work_unit')!,
    workCenter: own.workCenter,
    calendar: textOf(unit, 'calendar') ?? own.calendar,
    efficiency: numberOf(unit, 'efficiency') ?? own.efficiency,
    currentFamily: textOf(unit, 'current_family'),
  }))
}

export const readSetupTimes = (table: Table, workCenters: ReadonlySet<string>, issues: IssueList): SetupTime[] =>
  refuseUnknown(table, [{ column: 'work_center', known: workCenters, where: 'work_centers.csv' }], issues).map(
    (row) => ({
      workCenter: textOf(row, 'work_center'),
      fromFamily: textOf(row, 'from_family'),
      toFamily: textOf(row, 'to_family')!,
      minutes: numberOf(row, 'minutes')!,
    }),
  )

export const readSuppliers = (table: Table, { calendars, site, issues }: CalendarContext): Supplier[] =>
  refuseUnknown(table, [{ column: 'calendar', known: calendars, where: 'calendars.csv' }], issues).map((row) => ({
    supplier: textOf(row, 'supplier')!,
    name: textOf(row, 'name') ?? textOf(row, 'supplier')!,
    calendar: textOf(row, 'calendar') ?? site,
  }))

export interface TermsContext {
  readonly items: ReadonlyMap<string, Item>
  readonly itemKeys: ReadonlySet<string>
  readonly suppliers: ReadonlySet<string>
  readonly issues: IssueList
}

/** Terms of each supplier for each item, with price breaks; what a row leaves open is the item's. */
export function readItemSuppliers(
  terms: Table,
  breaks: Table,
  { items, itemKeys, suppliers, issues }: TermsContext,
): ItemSupplier[] {
  const pair = (row: TableRow): string => `${textOf(row, 'item')}|${textOf(row, 'supplier')}`
  const pairs = new Set(terms.rows.map(pair))
  const isKnown = (row: TableRow): boolean =>
    !terms.complete || pairs.has(pair(row)) || row.faulty.some((one) => one === 'item' || one === 'supplier')
  const steps = new Map<string, { fromQuantity: number; price: number }[]>()
  const item = { column: 'item', known: itemKeys, where: 'items.csv' }
  for (const row of breaks.rows) {
    if (!isKnown(row)) {
      unknown(
        row,
        {
          file: breaks.file,
          field: 'supplier',
          value: textOf(row, 'supplier')!,
          where: 'item_suppliers.csv for this item',
        },
        issues,
      )
      continue
    }
    if (!row.sound) continue
    const list = steps.get(pair(row)) ?? []
    list.push({ fromQuantity: numberOf(row, 'from_quantity')!, price: numberOf(row, 'price')! })
    steps.set(pair(row), list)
  }
  return refuseUnknown(terms, [item, { column: 'supplier', known: suppliers, where: 'suppliers.csv' }], issues).flatMap(
    (row) => {
      const own = items.get(textOf(row, 'item')!)
      if (!own) return []
      return [
        {
          item: own.item,
          supplier: textOf(row, 'supplier')!,
          priority: numberOf(row, 'priority')!,
          leadTimeDays: numberOf(row, 'lead_time_days') ?? own.leadTimeDays,
          minLot: numberOf(row, 'min_lot') ?? own.minLot,
          lotMultiple: numberOf(row, 'lot_multiple') ?? own.lotMultiple,
          price: numberOf(row, 'price'),
          priceBreaks: (steps.get(pair(row)) ?? []).sort((a, b) => a.fromQuantity - b.fromQuantity),
        },
      ]
    },
  )
}
