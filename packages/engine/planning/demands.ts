import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { DemandType } from '@headwater/domain/plans/material-plan'

/** By code, as columns hold it. */
export const DEMAND_TYPES = [
  'sales_order',
  'forecast',
  'safety_stock',
  'work_order',
] as const satisfies readonly DemandType[]

export const SALES_ORDER = 0
export const FORECAST = 1
export const SAFETY_STOCK = 2
export const WORK_ORDER = 3

export const FORECAST_PRIORITY = 9
export const SAFETY_STOCK_PRIORITY = 10

/** One thing that needs are for in the end. */
export interface Demand {
  /** Code of its type. */
  readonly type: number
  /** Order, `<item>@<bucket>` or item. */
  readonly order: string
  readonly line: string | null
  /** Place of the item that is needed; of a work order, of the item that it makes. */
  readonly place: number
  readonly date: Day
  readonly priority: number
  readonly quantity: Micro
}

/** All that needs are for in the end, column by column. */
export class Demands {
  count = 0
  readonly type: Uint8Array
  readonly place: Int32Array
  readonly date: Int32Array
  readonly priority: Uint8Array
  readonly quantity: Float64Array
  readonly order: string[] = []
  readonly line: (string | null)[] = []

  constructor(most: number) {
    this.type = new Uint8Array(most)
    this.place = new Int32Array(most)
    this.date = new Int32Array(most)
    this.priority = new Uint8Array(most)
    this.quantity = new Float64Array(most)
  }

  /** Answers its index. */
  add(demand: Demand): number {
    const at = this.count++
    this.type[at] = demand.type
    this.place[at] = demand.place
    this.date[at] = demand.date
    this.priority[at] = demand.priority
    this.quantity[at] = demand.quantity
    this.order.push(demand.order)
    this.line.push(demand.line)
    return at
  }
}
