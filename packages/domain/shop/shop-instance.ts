/**
 * A shop of the job-shop literature as flat arrays: operations in file order, each with modes (machine, duration). Numbers are the
 * instance's own units of time.
 */
export interface ShopInstance {
  readonly machines: number
  /** Operation → job; all 0 where the file knows no jobs. */
  readonly jobOf: Int32Array
  /** Operation → its number inside the job, or in the file where there are no jobs. */
  readonly numberOf: Int32Array
  /** Modes of operation o: modeFrom[o] … modeFrom[o + 1] − 1. */
  readonly modeFrom: Int32Array
  readonly modeMachine: Int32Array
  readonly modeTime: Float64Array
  /** Operations that must end before o starts: predecessors[predecessorFrom[o]] … */
  readonly predecessorFrom: Int32Array
  readonly predecessors: Int32Array
  /** setups[machine × n² + i × n + j]: time between i and j when j directly follows i; null: none. */
  readonly setups: Float64Array | null
}

/** Where and when each operation runs. */
export interface ShopSchedule {
  /** Chosen mode of each operation. */
  readonly mode: Int32Array
  readonly start: Float64Array
  readonly makespan: number
}

export const shopSize = (shop: ShopInstance): number => shop.jobOf.length
