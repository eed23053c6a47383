import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'
import type { Ratio } from '../measures/ratio.ts'

/** One component of one made item; lines of a style are already expanded to its variants. */
export interface BillLine {
  readonly parent: string
  readonly component: string
  readonly line: string | null
  /** Stock units of the component per 1 unit of parent started, scrap not included. */
  readonly quantity: Ratio
  /** Of this component while it is built in, 0 ≤ scrap < 1. */
  readonly scrap: Micro
  readonly validFrom: Day | null
  readonly validTo: Day | null
  /** Operation that consumes it; null = the first. */
  readonly sequence: number | null
}

export interface Substitute {
  readonly item: string
  readonly substitute: string
  /** null = any parent. */
  readonly parent: string | null
  /** Units of substitute per unit of item. */
  readonly ratio: Micro
  readonly priority: number
  readonly validFrom: Day | null
  readonly validTo: Day | null
}
