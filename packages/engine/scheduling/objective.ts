import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import type { FactoryJob, FactoryProblem } from './factory-problem.ts'

/** The objective, compared in this order: broken pins, weighted lateness, makespan, set-ups; all in seconds. */
export interface Objective {
  readonly broken: number
  readonly late: number
  readonly makespan: number
  readonly setup: number
}

/** Below 0 when a is better. */
export const compareObjectives = (a: Objective, b: Objective): number =>
  a.broken - b.broken || a.late - b.late || a.makespan - b.makespan || a.setup - b.setup

/** What never ends costs more than three centuries of any lateness, whatever its weight; sums stay exact. */
const NEVER_COSTS = 1e10

/** Weighted seconds late of a job that ends then. */
const lateness = ({ due, weight }: FactoryJob, end: number): number =>
  end >= NEVER_ENDS ? NEVER_COSTS * (weight + 1) : weight * Math.max(0, end - due)

/** The times of an operation that the objective depends on. */
export interface Cost {
  readonly end: number
  readonly setup: number
  readonly broken: number
}

/** The objective of a schedule that changes operation by operation. */
export class ObjectiveSum {
  readonly #problem: FactoryProblem
  readonly #end: Float64Array
  #broken = 0
  #late = 0
  #setup = 0
  #makespan = 0
  /** The job that ended last ends earlier now: the makespan is to be found anew. */
  #isStale = true

  /** `end`: of each operation, as it is now. */
  constructor(problem: FactoryProblem, end: Float64Array) {
    this.#problem = problem
    this.#end = end
  }

  get value(): Objective {
    const { start } = this.#problem
    if (this.#isStale) this.#makespan = this.#findMakespan()
    this.#isStale = false
    return { broken: this.#broken, late: this.#late, makespan: this.#makespan - start, setup: this.#setup }
  }

  get late(): number {
    return this.#late
  }

  #findMakespan(): number {
    const { start, firstOf, jobs } = this.#problem
    let makespan = start
    for (let j = 0; j < jobs.length; j++) makespan = Math.max(makespan, this.#end[firstOf[j + 1]! - 1]!)
    return makespan
  }

  change(operation: number, from: Cost, to: Cost): void {
    const { jobOf, jobs, firstOf } = this.#problem
    this.#setup += to.setup - from.setup
    this.#broken += to.broken - from.broken
    const job = jobOf[operation]!
    if (operation + 1 < firstOf[job + 1]! || to.end === from.end) return
    if (to.end >= this.#makespan) this.#makespan = to.end
    else if (from.end >= this.#makespan) this.#isStale = true
    this.#late += lateness(jobs[job]!, to.end) - lateness(jobs[job]!, from.end)
  }

  /** Sums all anew. */
  count(setup: Float64Array, broken: Float64Array): void {
    this.#late = 0
    this.#setup = 0
    this.#broken = 0
    this.#isStale = true
    for (let o = 0; o < setup.length; o++) {
      this.#setup += setup[o]!
      this.#broken += broken[o]!
    }
    const { jobs, firstOf } = this.#problem
    for (const [j, job] of jobs.entries()) this.#late += lateness(job, this.#end[firstOf[j + 1]! - 1]!)
  }
}
