import type { Day } from '@headwater/domain/measures/day'
import { seededRandom } from '../random.ts'
import { csvOf, type Table } from './csv-table.ts'
import { type DemoPack, readPack } from './demo-pack.ts'
import {
  billsTable,
  calendarTable,
  itemsTable,
  operationsTable,
  setupTable,
  supplierTables,
  workPlaces,
} from './factory.ts'
import { drawOrderBook } from './orders.ts'
import { drawSellThrough } from './sell-through.ts'

/**
 * The demo company of a pack: files of the public contract (name → UTF-8 bytes) as of `today`. The same seed, day and pack give the same
 * bytes.
 */
export function generateDemo(seed: number, today: Day, pack: DemoPack = readPack()): Map<string, Uint8Array> {
  const random = seededRandom(seed)
  const { demo } = pack
  const sales = drawSellThrough(random, demo, today)
  const { centers, units: workUnits } = workPlaces(random, pack)
  const { suppliers, terms, units } = supplierTables(demo)
  const book = drawOrderBook(random, demo, today)
  const tables: Record<string, Table> = {
    'parameters.csv': { columns: ['name', 'value'], rows: PARAMETERS },
    'calendars.csv': calendarTable(demo),
    'items.csv': itemsTable(demo),
    'units.csv': units,
    'boms.csv': billsTable(demo),
    'operations.csv': operationsTable(pack),
    'work_centers.csv': centers,
    'work_units.csv': workUnits,
    'setup_matrix.csv': setupTable(pack),
    'suppliers.csv': suppliers,
    'item_suppliers.csv': terms,
    'stock.csv': book.stock,
    'sales_orders.csv': book.salesOrders,
    'purchase_orders.csv': book.purchaseOrders,
    'work_orders.csv': book.workOrders,
    'sell_through.csv': {
      columns: ['item', 'date', 'place', 'quantity'],
      rows: sales.map((one) => [one.item, one.date, one.place, one.quantity]),
    },
  }
  const encoder = new TextEncoder()
  return new Map(Object.entries(tables).map(([name, table]) => [name, encoder.encode(csvOf(table))]))
}

const PARAMETERS: readonly (readonly [string, string | number])[] = [
  ['time_zone', 'Asia/Shanghai'],
  ['calendar', 'day-shift'],
  ['consume_back_days', 7],
  ['consume_forward_days', 7],
]
