import type { Day } from '../measures/day.ts'
import type { ReceiptType } from './material-plan.ts'

/** Seconds of lateness by what the order did or waited for; together exactly its lateness. */
export interface LatenessParts {
  readonly queue: number
  readonly setup: number
  readonly run: number
  readonly calendar: number
  readonly material: number
  readonly batch: number
  readonly missing: number
}

/** Where an order lost most of one part. */
export interface LatenessPlace {
  readonly part: keyof LatenessParts
  readonly sequence: number
  readonly workUnit: string
  readonly seconds: number
}

/** One order of a cause chain: how late it makes the one before it, and why. */
export interface CauseLink {
  readonly type: ReceiptType
  readonly order: string
  readonly item: string
  /** Seconds; of all but the first, the `material` of the one before. */
  readonly late: number
  readonly parts: LatenessParts
  /** Longest first. */
  readonly places: readonly LatenessPlace[]
}

/** Why a sales line is late: the order that serves it last, then what that one waited for, down to the root. */
export interface LateCause {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly due: Day
  readonly projected: Day
  /** Seconds after the end of the due day. */
  readonly late: number
  readonly chain: readonly CauseLink[]
}
