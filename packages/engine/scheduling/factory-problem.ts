import type { Instant } from '@headwater/domain/measures/instant'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { WorkTime } from '@headwater/domain/resources/work-time'

/** A unit of a work center: it does one operation at a time. */
export interface FactoryUnit {
  readonly workUnit: string
  readonly workCenter: string
  readonly time: WorkTime
  /** Set-up family before the first operation; 0 = unknown or none. */
  readonly family: number
  /**
   * Seconds of set-up from family to family, at [from × families + to]; −1 where the matrix has no row. Already divided by
   * the unit's efficiency.
   */
  readonly matrix: Float64Array
}

/** An open work order or a planned make order with a routing. */
export interface FactoryJob {
  readonly order: string
  readonly item: string
  readonly priority: number
  readonly due: Instant
  /** 10 − priority. */
  readonly weight: number
}

/**
 * The factory as flat arrays. Operations are numbered job by job in routing order; a mode is one unit that may run an
 * operation. Times are whole seconds.
 */
export interface FactoryProblem {
  readonly start: Instant
  readonly jobs: readonly FactoryJob[]
  readonly units: readonly FactoryUnit[]
  readonly families: number
  /** Operations of job j: firstOf[j] … firstOf[j + 1] − 1. */
  readonly firstOf: Int32Array
  readonly jobOf: Int32Array
  readonly sequence: Int32Array
  /** Entering the operation. */
  readonly quantity: readonly Micro[]
  readonly family: Int32Array
  readonly resumable: Uint8Array
  /** When the last component from stock or a purchase is there; the schedule's start where none is awaited. */
  readonly materialAt: Float64Array
  /** earliest_start of the order, else −∞: also later operations keep it when the first one is pinned before it. */
  readonly heldUntil: Float64Array
  /** Jobs whose product operation o consumes: supplierJobs[supplierFrom[o] … supplierFrom[o + 1] − 1]. */
  readonly supplierFrom: Int32Array
  readonly supplierJobs: Int32Array
  /** Operations that consume the product of job j. */
  readonly consumerFrom: Int32Array
  readonly consumers: Int32Array
  /** Modes of operation o: modeFrom[o] … modeFrom[o + 1] − 1. */
  readonly modeFrom: Int32Array
  readonly modeUnit: Int32Array
  readonly modeRun: Float64Array
  /** Without a row of the matrix and another family before it. */
  readonly modeSetup: Float64Array
  /** Seconds of run after which each transfer batch may be passed on; null: the whole lot at once. */
  readonly batchDone: readonly (Float64Array | null)[]
  /** Seconds of run before each batch of the operation before is touched; null: the whole lot at once. */
  readonly batchStart: readonly (Float64Array | null)[]
  /** Mode that a pin or the frozen zone holds, −1 = free, and the start of its run. */
  readonly pinMode: Int32Array
  readonly pinStart: Float64Array
}

export const operationCount = (problem: FactoryProblem): number => problem.jobOf.length

/** Seconds of set-up of a mode when the unit last ran `from` (0 = unknown or none). */
export function setupSeconds(problem: FactoryProblem, mode: number, from: number, to: number): number {
  if (to > 0) {
    const row = problem.units[problem.modeUnit[mode]!]!.matrix[from * problem.families + to]!
    if (row >= 0) return row
    if (from === to) return 0
  }
  return problem.modeSetup[mode]!
}
