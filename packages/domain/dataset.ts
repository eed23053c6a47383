import type { ForecastBucket, SellThrough } from './demand/forecast.ts'
import type { BillLine, Substitute } from './items/bill-of-material.ts'
import type { Item } from './items/item.ts'
import type { Operation } from './items/routing.ts'
import type { ItemSupplier, Supplier } from './items/supplier.ts'
import type { Day } from './measures/day.ts'
import type { Micro } from './measures/quantity.ts'
import type { PurchaseOrderLine } from './orders/purchase-order.ts'
import type { SalesOrderLine } from './orders/sales-order.ts'
import type { PinnedOperation, WorkOrder } from './orders/work-order.ts'
import type { ScheduledOperation } from './plans/schedule.ts'
import type { WorkCalendar } from './resources/work-calendar.ts'
import type { SetupTime, WorkCenter } from './resources/work-center.ts'

export interface Parameters {
  /** IANA name. */
  readonly timeZone: string
  /** Key of the site's calendar. */
  readonly calendar: string
  readonly expediteWindowDays: number
  readonly expediteToleranceDays: number
  readonly deferToleranceDays: number
  /** Share of a receipt. */
  readonly quantityTolerance: Micro
  readonly increaseWindowDays: number
  readonly frozenDays: number
  readonly consumeBackDays: number
  readonly consumeForwardDays: number
  readonly demandFenceDays: number
  readonly planningFenceDays: number
}

export interface StockLot {
  readonly item: string
  readonly lot: string | null
  /** In the item's unit, rounded down to its decimals. */
  readonly quantity: Micro
  readonly expires: Day | null
  readonly status: 'available' | 'hold'
}

/** Everything one site knows, validated and resolved: references exist, styles are expanded, units are converted. */
export interface Dataset {
  readonly parameters: Parameters
  readonly items: readonly Item[]
  readonly bills: readonly BillLine[]
  readonly substitutes: readonly Substitute[]
  /** Per item, in the order of sequence. */
  readonly operations: readonly Operation[]
  readonly workCenters: readonly WorkCenter[]
  readonly calendars: ReadonlyMap<string, WorkCalendar>
  readonly setupTimes: readonly SetupTime[]
  readonly stock: readonly StockLot[]
  readonly suppliers: readonly Supplier[]
  readonly itemSuppliers: readonly ItemSupplier[]
  readonly salesOrders: readonly SalesOrderLine[]
  readonly purchaseOrders: readonly PurchaseOrderLine[]
  readonly workOrders: readonly WorkOrder[]
  readonly pinnedOperations: readonly PinnedOperation[]
  readonly lastSchedule: readonly ScheduledOperation[]
  readonly forecasts: readonly ForecastBucket[]
  readonly sellThrough: readonly SellThrough[]
}
