import type { Micro } from '../measures/quantity.ts'

/** One machine, line or person that does one operation at a time (ISA-95 work unit). */
export interface WorkUnit {
  readonly workUnit: string
  readonly workCenter: string
  readonly calendar: string
  /** Minutes are divided by it; > 0. */
  readonly efficiency: Micro
  /** Set-up family it is in now. */
  readonly currentFamily: string | null
}

/** ISA-95 work center with its units, at least one. */
export interface WorkCenter {
  readonly workCenter: string
  readonly name: string
  readonly calendar: string
  readonly efficiency: Micro
  readonly units: readonly WorkUnit[]
}

export interface SetupTime {
  /** null = all work centers without a row of their own. */
  readonly workCenter: string | null
  /** null = unknown or no family. */
  readonly fromFamily: string | null
  readonly toFamily: string
  readonly minutes: Micro
}
