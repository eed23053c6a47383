import type { Instant } from '../measures/instant.ts'
import type { Micro } from '../measures/quantity.ts'
import type { PlanIssue } from '../outcome/plan-issue.ts'

export interface ScheduledOperation {
  readonly order: string
  readonly sequence: number
  readonly item: string
  readonly workCenter: string
  readonly workUnit: string
  /** Entering the operation. */
  readonly quantity: Micro
  readonly setupStart: Instant
  readonly start: Instant
  readonly end: Instant
}

/** Seconds of lateness and its parts, which sum to it exactly. */
export interface Lateness {
  readonly order: string
  readonly due: Instant
  readonly end: Instant
  readonly late: number
  readonly queue: number
  readonly setup: number
  readonly run: number
  readonly calendar: number
  readonly material: number
  readonly batch: number
  readonly missing: number
}

export interface Schedule {
  readonly operations: readonly ScheduledOperation[]
  readonly lateness: readonly Lateness[]
  readonly issues: readonly PlanIssue[]
}
