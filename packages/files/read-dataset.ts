import type { Dataset } from '@headwater/domain/dataset'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { FILE_CONTRACTS } from './contract/file-contracts.ts'
import { IssueList } from './read/issue-list.ts'
import { readBills, readSubstitutes } from './read/read-bills.ts'
import { calendarKeys, readCalendars, refuseIdle } from './read/read-calendars.ts'
import { readForecasts, readSellThrough } from './read/read-demand.ts'
import { readItems } from './read/read-items.ts'
import {
  readLastSchedule,
  readPinned,
  readPurchaseOrders,
  readSalesOrders,
  readStock,
  readWorkOrders,
} from './read/read-orders.ts'
import { readParameters, zoneOf } from './read/read-parameters.ts'
import { readItemSuppliers, readSetupTimes, readSuppliers, readWorkCenters } from './read/read-resources.ts'
import { operationKeys, readRoutings } from './read/read-routings.ts'
import { emptyTable, readTable, type Table } from './read/read-table.ts'
import { readUnits } from './read/read-units.ts'
import { keysOf, textOf } from './read/references.ts'
import { refuseCycles } from './read/refuse-cycles.ts'
import { variantsOf } from './read/variants.ts'

export interface ReadDataset {
  readonly dataset: Dataset
  readonly warnings: readonly PlanIssue[]
}

/**
 * Reads a folder of the public contract: file name (`items.csv`) → bytes. Absent files are empty ones, others are left
 * alone. Refused whole, with every error of it, when there is one. `without` names files that need not be read, `refused`
 * are errors of files that could not be opened: these join the others and cause none elsewhere.
 */
export function readDataset(
  files: ReadonlyMap<string, Uint8Array>,
  without: ReadonlySet<string> = new Set(),
  refused: readonly PlanIssue[] = [],
): Result<ReadDataset> {
  const issues = new IssueList()
  for (const one of refused) issues.errors.push(one)
  const tables = readTables(files, without, issues)
  const dataset = resolve(tables, issues)
  if (issues.errors.length > 0)
    return fail(
      'invalid',
      `${issues.errors.length} error(s) in the input; the first: ${issues.errors[0]!.message}`,
      issues.errors,
    )
  return succeed({ dataset, warnings: issues.warnings })
}

type Tables = (name: string) => Table

function readTables(files: ReadonlyMap<string, Uint8Array>, without: ReadonlySet<string>, issues: IssueList): Tables {
  const parameters = files.get('parameters.csv')
  const contract = FILE_CONTRACTS.find((one) => one.name === 'parameters')!
  const zone = parameters ? zoneOf(readTable(parameters, contract, { issues: new IssueList(), zone: 'UTC' })) : 'UTC'
  const unopened = new Set(issues.errors.map((one) => one.file?.replace(/\.\w+$/, '')))
  const tables = new Map<string, Table>()
  for (const one of FILE_CONTRACTS) {
    const bytes = files.get(`${one.name}.csv`)
    if (bytes && !without.has(one.name)) tables.set(one.name, readTable(bytes, one, { issues, zone }))
    else if (unopened.has(one.name)) tables.set(one.name, { ...emptyTable(`${one.name}.csv`), complete: false })
  }
  return (name) => tables.get(name) ?? emptyTable(`${name}.csv`)
}

/** A set that knows every key: for a file whose keys could not be read, so that it causes no further error elsewhere. */
class EveryKey extends Set<string> {
  override has(): boolean {
    return true
  }
}

const known = (keys: Set<string>, ...from: Table[]): ReadonlySet<string> =>
  from.every((one) => one.complete) ? keys : new EveryKey()

/** Keys that other files refer to. */
function keysOfTables(tables: Tables) {
  const items = tables('items')
  const units = tables('work_units')
  return {
    calendars: known(calendarKeys(tables('calendars')), tables('calendars')),
    items: known(keysOf(items, 'item'), items),
    itemsAndStyles: known(new Set([...keysOf(items, 'item'), ...keysOf(items, 'style')]), items),
    made: new Set([...keysOf(tables('boms'), 'parent'), ...keysOf(tables('operations'), 'item')]),
    centers: known(keysOf(tables('work_centers'), 'work_center'), tables('work_centers')),
    operations: known(operationKeys(tables('operations')), tables('operations')),
    suppliers: known(keysOf(tables('suppliers'), 'supplier'), tables('suppliers')),
    workOrders: known(keysOf(tables('work_orders'), 'order'), tables('work_orders')),
    workUnits: (named: readonly string[]) =>
      known(new Set([...keysOf(units, 'work_unit'), ...named]), units, tables('work_centers')),
  }
}

function resolve(tables: Tables, issues: IssueList): Dataset {
  const keys = keysOfTables(tables)
  const parameters = readParameters(tables('parameters'), keys.calendars, issues)
  const calendars = readCalendars(tables('calendars'), tables('calendar_exceptions'), issues)
  const context = { calendars: keys.calendars, centers: keys.centers, site: parameters.calendar, issues }
  const items = readItems(tables('items'), { parameters, made: keys.made, issues })
  const variants = variantsOf(items)
  const units = readUnits(tables('units'), keys.items, issues)
  const workCenters = readWorkCenters(tables('work_centers'), tables('work_units'), context)
  const suppliers = readSuppliers(tables('suppliers'), context)
  const made = readMade(tables, { keys, variants, units, items, issues })
  const orders = { items: variants.items, itemKeys: keys.items, units, zone: parameters.timeZone, issues }
  const usedCalendars = [
    parameters.calendar,
    ...workCenters.flatMap((one) => one.units.map((unit) => unit.calendar)),
    ...suppliers.map((one) => one.calendar),
  ]
  refuseIdle(calendars, new Set(usedCalendars), tables('calendars'), issues)
  const workUnits = keys.workUnits(workCenters.flatMap((one) => one.units.map((unit) => unit.workUnit)))
  return {
    ...made,
    parameters,
    items,
    workCenters,
    calendars,
    suppliers,
    setupTimes: readSetupTimes(tables('setup_matrix'), keys.centers, issues),
    stock: readStock(tables('stock'), orders),
    itemSuppliers: readItemSuppliers(tables('item_suppliers'), tables('price_breaks'), {
      items: variants.items,
      itemKeys: keys.items,
      suppliers: keys.suppliers,
      issues,
    }),
    salesOrders: readSalesOrders(tables('sales_orders'), orders),
    purchaseOrders: readPurchaseOrders(tables('purchase_orders'), orders, keys.suppliers),
    workOrders: readWorkOrders(tables('work_orders'), orders),
    pinnedOperations: readPinned(
      tables('pinned_operations'),
      [
        { column: 'order', known: keys.workOrders, where: 'work_orders.csv' },
        { column: 'work_unit', known: workUnits, where: 'work_units.csv' },
      ],
      issues,
    ),
    lastSchedule: readLastSchedule(tables('last_schedule')),
    forecasts: readForecasts(tables('forecasts'), keys.items, issues),
    sellThrough: readSellThrough(tables('sell_through'), keys.items, issues),
  }
}

interface MadeContext {
  readonly keys: ReturnType<typeof keysOfTables>
  readonly variants: ReturnType<typeof variantsOf>
  readonly units: ReturnType<typeof readUnits>
  readonly items: Dataset['items']
  readonly issues: IssueList
}

/** Items that were left out because their row has an error, and the styles that these would belong to. */
function unsoundKeys(table: Table, items: Dataset['items']): Set<string> {
  const sound = new Set(items.map((one) => one.item))
  const left = table.rows.filter((row) => !row.sound || !sound.has(textOf(row, 'item')!))
  return new Set(left.flatMap((row) => [textOf(row, 'item'), textOf(row, 'style')]).filter((one) => one !== null))
}

/** Routings, bills and substitutes: how things are made. */
function readMade(
  tables: Tables,
  { keys, variants, units, items, issues }: MadeContext,
): Pick<Dataset, 'operations' | 'bills' | 'substitutes'> {
  const operations = readRoutings(tables('operations'), tables('operation_alternatives'), {
    known: keys.itemsAndStyles,
    workCenters: keys.centers,
    keys: keys.operations,
    items,
    issues,
  })
  const bills = readBills(tables('boms'), {
    known: keys.itemsAndStyles,
    variants,
    units,
    unsound: unsoundKeys(tables('items'), items),
    operations: keys.operations,
    issues,
  })
  const substitutes = readSubstitutes(tables('substitutes'), keys.items, issues)
  refuseCycles(bills, substitutes, issues)
  return {
    operations,
    bills: bills.map((one) => one.line),
    substitutes: substitutes.map((one) => one.substitute),
  }
}
