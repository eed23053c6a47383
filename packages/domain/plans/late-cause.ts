import type { Day } from '../measures/day.ts'
import type { PlanIssue } from '../outcome/plan-issue.ts'
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
  /** Why the order itself cannot be planned or scheduled. */
  readonly issue: PlanIssue | null
}

/**
 * Why a sales line is late: the order that serves it last, then what that one waited for, down to the root. Or why it has no date: the
 * orders that cannot be planned, down to the one that says why.
 */
export interface LateCause {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly due: Day
  /** null: nobody can say. */
  readonly projected: Day | null
  /** Seconds after the end of the due day; 0 without a date. */
  readonly late: number
  readonly chain: readonly CauseLink[]
}
