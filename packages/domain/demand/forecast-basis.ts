import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'

/** One of the methods that a forecast combines. */
export interface MethodShare {
  /** Code, such as `dynamic theta`. */
  readonly method: string
  /** Of 1. */
  readonly share: number
  /** Mean error of the method alone in the backtest, of 1 of what was sold; null: nothing was sold. */
  readonly error: number | null
}

/** Errors of forecasts so many weeks ahead, from a backtest. Sums over its origins, so that those of several items can be added. */
export interface LeadError {
  readonly weeksAhead: number
  /** What was sold. */
  readonly actual: Micro
  /** Sum of absolute errors. */
  readonly absolute: Micro
  /** Sum of forecasts less sales: more than 0 where forecasts were too high. */
  readonly bias: Micro
}

/** What the forecast of one item was made from. */
export interface ForecastBasis {
  readonly item: string
  /** Monday of the first week with a sale. */
  readonly from: Day
  /** Weeks of history. */
  readonly weeks: number
  /** Sold in the last four of them. */
  readonly recent: Micro
  /** The heaviest first. */
  readonly methods: readonly MethodShare[]
  /** True: too few weeks for any method; their mean stands. */
  readonly isShort: boolean
  /** Of a new item: how many others it learns from, and why these. `shared` counts attributes, null where it is the style. */
  readonly likes: { readonly count: number; readonly shared: number | null } | null
  /** Mondays of weeks left out, as the item was probably out of stock. */
  readonly stockOuts: readonly Day[]
  /** Weeks far from their neighbours, and what they were taken for. */
  readonly outliers: readonly { readonly week: Day; readonly taken: Micro }[]
  /** By weeks ahead, from 1; empty: too little history for a backtest. */
  readonly errors: readonly LeadError[]
  /** Root mean squared scaled error of the backtest: below 1 is better than the week before. Null: not known. */
  readonly rmsse: number | null
}
