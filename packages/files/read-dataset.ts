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
import { keysOf } from './read/references.ts'
import { refuseCycles } from './read/refuse-cycles.ts'
import { variantsOf } from './read/variants.ts'

export interface ReadDataset {
  readonly dataset: Dataset
  readonly warnings: readonly PlanIssue[]
}

/**
 * Reads a folder of the public contract: file name (`items.csv`) → bytes. Absent files are empty ones, others are left
 * alone. Refused whole, with every error of it, when there is one. `without` names files that need not be read.
 */
export function readDataset(
  files: ReadonlyMap<string, Uint8Array>,
  without: ReadonlySet<string> = new Set(),
): Result<ReadDataset> {
  const issues = new IssueList()
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
  const tables = new Map<string, Table>()
  for (const one of FILE_CONTRACTS) {
    const bytes = files.get(`${one.name}.csv`)
    if (bytes && !without.has(one.name)) tables.set(one.name, readTable(bytes, one, { issues, zone }))
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

function resolve(tables: Tables, issues: IssueList): Dataset {
  const itemTable = tables('items')
  const calendarSet = known(calendarKeys(tables('calendars')), tables('calendars'))
  const parameters = readParameters(tables('parameters'), calendarSet, issues)
  const calendars = readCalendars(tables('calendars'), tables('calendar_exceptions'), issues)
  const context = { calendars: calendarSet, site: parameters.calendar, issues }
  const itemKeys = known(keysOf(itemTable, 'item'), itemTable)
  const itemsAndStyles = known(new Set([...keysOf(itemTable, 'item'), ...keysOf(itemTable, 'style')]), itemTable)
  const made = new Set([...keysOf(tables('boms'), 'parent'), ...keysOf(tables('operations'), 'item')])
  const items = readItems(itemTable, { parameters, made, issues })
  const variants = variantsOf(items)
  const units = readUnits(tables('units'), itemKeys, issues)
  const centerKeys = known(keysOf(tables('work_centers'), 'work_center'), tables('work_centers'))
  const workCenters = readWorkCenters(tables('work_centers'), tables('work_units'), context)
  const operations = readRoutings(tables('operations'), tables('operation_alternatives'), {
    known: itemsAndStyles,
    workCenters: centerKeys,
    items,
    issues,
  })
  const bills = readBills(tables('boms'), {
    known: itemsAndStyles,
    variants,
    units,
    operations: operationKeys(tables('operations')),
    issues,
  })
  const substitutes = readSubstitutes(tables('substitutes'), itemKeys, issues)
  refuseCycles(bills, substitutes, issues)
  const supplierKeys = known(keysOf(tables('suppliers'), 'supplier'), tables('suppliers'))
  const suppliers = readSuppliers(tables('suppliers'), context)
  const orders = { items: variants.items, itemKeys, units, zone: parameters.timeZone, issues }
  const workUnits = new Set([
    ...keysOf(tables('work_units'), 'work_unit'),
    ...workCenters.flatMap((one) => one.units.map((unit) => unit.workUnit)),
  ])
  const pins = [
    {
      column: 'order',
      known: known(keysOf(tables('work_orders'), 'order'), tables('work_orders')),
      where: 'work_orders.csv',
    },
    {
      column: 'work_unit',
      known: known(workUnits, tables('work_units'), tables('work_centers')),
      where: 'work_units.csv',
    },
  ]
  const used = [
    parameters.calendar,
    ...workCenters.flatMap((one) => one.units.map((unit) => unit.calendar)),
    ...suppliers.map((one) => one.calendar),
  ]
  refuseIdle(calendars, new Set(used), tables('calendars'), issues)
  return {
    parameters,
    items,
    bills: bills.map((one) => one.line),
    substitutes: substitutes.map((one) => one.substitute),
    operations,
    workCenters,
    calendars,
    setupTimes: readSetupTimes(tables('setup_matrix'), centerKeys, issues),
    stock: readStock(tables('stock'), orders),
    suppliers,
    itemSuppliers: readItemSuppliers(tables('item_suppliers'), tables('price_breaks'), {
      items: variants.items,
      itemKeys,
      suppliers: supplierKeys,
      issues,
    }),
    salesOrders: readSalesOrders(tables('sales_orders'), orders),
    purchaseOrders: readPurchaseOrders(tables('purchase_orders'), orders, supplierKeys),
    workOrders: readWorkOrders(tables('work_orders'), orders),
    pinnedOperations: readPinned(tables('pinned_operations'), pins, issues),
    lastSchedule: readLastSchedule(tables('last_schedule')),
    forecasts: readForecasts(tables('forecasts'), itemKeys, issues),
    sellThrough: readSellThrough(tables('sell_through'), itemKeys, issues),
  }
}
