import { type FactoryProblem, operationCount, setupSeconds } from './factory-problem.ts'
import { earliestRun } from './earliest-run.ts'

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

/**
 * The order of operations on each unit, as linked lists, and the earliest times that it allows. A change of order re-times
 * only what comes after it, and can be taken back. One class, because the search changes this state millions of times.
 */
export class UnitSequences {
  readonly problem: FactoryProblem
  /** Chosen mode of each operation; −1 = not placed. */
  readonly mode: Int32Array
  /** Neighbours on the unit; −1 = none. */
  readonly before: Int32Array
  readonly after: Int32Array
  /** First and last operation of each unit; −1 = none. */
  readonly head: Int32Array
  readonly tail: Int32Array
  readonly setupStart: Float64Array
  readonly start: Float64Array
  readonly end: Float64Array
  readonly setup: Float64Array
  readonly #broken: Float64Array
  #late = 0
  #setups = 0
  #brokenSum = 0
  readonly #dirty: Uint8Array
  readonly #waiting: Int32Array
  readonly #queue: Int32Array
  /** Times before the last change: operation, set-up start, start, end, set-up, broken. */
  #undo: number[] = []

  constructor(problem: FactoryProblem) {
    const n = operationCount(problem)
    this.problem = problem
    this.mode = new Int32Array(n).fill(-1)
    this.before = new Int32Array(n).fill(-1)
    this.after = new Int32Array(n).fill(-1)
    this.head = new Int32Array(problem.units.length).fill(-1)
    this.tail = new Int32Array(problem.units.length).fill(-1)
    this.setupStart = new Float64Array(n)
    this.start = new Float64Array(n)
    this.end = new Float64Array(n)
    this.setup = new Float64Array(n)
    this.#broken = new Float64Array(n)
    this.#dirty = new Uint8Array(n)
    this.#waiting = new Int32Array(n)
    this.#queue = new Int32Array(n)
  }

  unitOf(operation: number): number {
    return this.problem.modeUnit[this.mode[operation]!]!
  }

  /** Takes an operation off its unit; times stay until `retime`. */
  remove(operation: number): void {
    const unit = this.unitOf(operation)
    const [a, b] = [this.before[operation]!, this.after[operation]!]
    if (a < 0) this.head[unit] = b
    else this.after[a] = b
    if (b < 0) this.tail[unit] = a
    else this.before[b] = a
    if (b >= 0) this.#dirty[b] = 1
    this.before[operation] = -1
    this.after[operation] = -1
    this.mode[operation] = -1
  }

  /** Puts an operation on the unit of a mode, behind another one of that unit (−1: first); times stay until `retime`. */
  insert(operation: number, mode: number, behind: number): void {
    const unit = this.problem.modeUnit[mode]!
    const next = behind < 0 ? this.head[unit]! : this.after[behind]!
    this.mode[operation] = mode
    this.before[operation] = behind
    this.after[operation] = next
    if (behind < 0) this.head[unit] = operation
    else this.after[behind] = operation
    if (next < 0) this.tail[unit] = operation
    else {
      this.before[next] = operation
      this.#dirty[next] = 1
    }
    this.#dirty[operation] = 1
  }

  /** What the set-up of an operation takes after the one before it on its unit. */
  setupBehind(operation: number, mode: number, behind: number): number {
    const { problem } = this
    const from = behind < 0 ? problem.units[problem.modeUnit[mode]!]!.family : problem.family[behind]!
    return setupSeconds(problem, mode, from, problem.family[operation]!)
  }

  /** When an operation's material, its hold and the operations before it are there. */
  readyOf(operation: number): number {
    const { problem } = this
    let ready = Math.max(problem.start, problem.materialAt[operation]!, problem.heldUntil[operation]!)
    for (let i = problem.supplierFrom[operation]!; i < problem.supplierFrom[operation + 1]!; i++)
      ready = Math.max(ready, this.end[problem.firstOf[problem.supplierJobs[i]! + 1]! - 1]!)
    return ready
  }

  /** Times one operation behind what is before it now. */
  time(operation: number): void {
    const { problem } = this
    const mode = this.mode[operation]!
    const unit = problem.modeUnit[mode]!
    const { time } = problem.units[unit]!
    const previous = this.before[operation]!
    const setup = this.setupBehind(operation, mode, previous)
    const free = previous < 0 ? problem.start : this.end[previous]!
    const isSetUp = time.advance(free, setup)
    const bound = earliestRun(this, operation, mode, Math.max(isSetUp, this.readyOf(operation)))
    let start = bound
    let broken = 0
    if (problem.pinMode[operation]! >= 0) {
      start = problem.pinStart[operation]!
      broken = Math.max(0, bound - time.next(start))
    }
    this.setup[operation] = setup
    this.start[operation] = start
    this.end[operation] = time.advance(start, problem.modeRun[mode]!)
    this.setupStart[operation] = setup > 0 ? time.retreat(start, setup) : start
    this.#broken[operation] = broken
  }

  /**
   * Re-times what changed and all that follows from it. Answers false, with the times as they were, when the order is
   * impossible: two operations would wait for each other. `everything`: as if all had changed.
   */
  retime(everything = false): boolean {
    const { problem } = this
    const n = this.mode.length
    this.#undo = []
    const order = this.#sort()
    if (order < n) {
      this.#dirty.fill(0)
      return false
    }
    for (let i = 0; i < n; i++) {
      const operation = this.#queue[i]!
      if (!everything && this.#dirty[operation] === 0) continue
      this.#dirty[operation] = 0
      const [s, e, setupStart, setup, broken] = [
        this.start[operation]!,
        this.end[operation]!,
        this.setupStart[operation]!,
        this.setup[operation]!,
        this.#broken[operation]!,
      ]
      this.time(operation)
      if (
        !everything &&
        s === this.start[operation] &&
        e === this.end[operation] &&
        setupStart === this.setupStart[operation] &&
        setup === this.setup[operation] &&
        broken === this.#broken[operation]
      )
        continue
      this.#undo.push(operation, setupStart, s, e, setup, broken)
      this.#account(operation, { end: e, setup, broken })
      const next = operation + 1
      const job = problem.jobOf[operation]!
      if (next < problem.firstOf[job + 1]!) this.#dirty[next] = 1
      else
        for (let k = problem.consumerFrom[job]!; k < problem.consumerFrom[job + 1]!; k++)
          this.#dirty[problem.consumers[k]!] = 1
      const follower = this.after[operation]!
      if (follower >= 0) this.#dirty[follower] = 1
    }
    if (everything) this.#recount()
    return true
  }

  /** Puts back the times of before the last `retime`; the order of operations is the caller's to put back first. */
  restoreTimes(): void {
    const log = this.#undo
    for (let i = log.length - 6; i >= 0; i -= 6) {
      const operation = log[i]!
      const changed = { end: this.end[operation]!, setup: this.setup[operation]!, broken: this.#broken[operation]! }
      this.setupStart[operation] = log[i + 1]!
      this.start[operation] = log[i + 2]!
      this.end[operation] = log[i + 3]!
      this.setup[operation] = log[i + 4]!
      this.#broken[operation] = log[i + 5]!
      this.#account(operation, changed)
    }
    this.#undo = []
    this.#dirty.fill(0)
  }

  /** Forgets that anything changed: after the caller put the order back. */
  settle(): void {
    this.#dirty.fill(0)
  }

  #account(operation: number, old: { end: number; setup: number; broken: number }): void {
    const { problem } = this
    this.#setups += this.setup[operation]! - old.setup
    this.#brokenSum += this.#broken[operation]! - old.broken
    const job = problem.jobOf[operation]!
    if (operation + 1 < problem.firstOf[job + 1]!) return
    const { due, weight } = problem.jobs[job]!
    this.#late += weight * (Math.max(0, this.end[operation]! - due) - Math.max(0, old.end - due))
  }

  #recount(): void {
    const { problem } = this
    this.#late = 0
    this.#setups = 0
    this.#brokenSum = 0
    for (let i = 0; i < this.mode.length; i++) {
      this.#setups += this.setup[i]!
      this.#brokenSum += this.#broken[i]!
    }
    for (const [j, { due, weight }] of problem.jobs.entries())
      this.#late += weight * Math.max(0, this.end[problem.firstOf[j + 1]! - 1]! - due)
  }

  /** Operations in an order in which each comes after all it waits for; answers how many could be ordered. */
  #sort(): number {
    const { problem, before, after } = this
    const waiting = this.#waiting
    const queue = this.#queue
    const n = this.mode.length
    let filled = 0
    for (let o = 0; o < n; o++) {
      const inJob = problem.firstOf[problem.jobOf[o]!] === o ? 0 : 1
      waiting[o] = inJob + (before[o]! >= 0 ? 1 : 0) + problem.supplierFrom[o + 1]! - problem.supplierFrom[o]!
      if (waiting[o] === 0) queue[filled++] = o
    }
    for (let i = 0; i < filled; i++) {
      const o = queue[i]!
      const job = problem.jobOf[o]!
      if (o + 1 < problem.firstOf[job + 1]!) {
        if (--waiting[o + 1]! === 0) queue[filled++] = o + 1
      } else
        for (let k = problem.consumerFrom[job]!; k < problem.consumerFrom[job + 1]!; k++) {
          const consumer = problem.consumers[k]!
          if (--waiting[consumer]! === 0) queue[filled++] = consumer
        }
      const follower = after[o]!
      if (follower >= 0 && --waiting[follower]! === 0) queue[filled++] = follower
    }
    return filled
  }

  get objective(): Objective {
    const { problem, end } = this
    let makespan = problem.start
    for (let j = 0; j < problem.jobs.length; j++) makespan = Math.max(makespan, end[problem.firstOf[j + 1]! - 1]!)
    return { broken: this.#brokenSum, late: this.#late, makespan: makespan - problem.start, setup: this.#setups }
  }

  /** Order and modes as they are now. */
  snapshot(): { mode: Int32Array; before: Int32Array } {
    return { mode: this.mode.slice(), before: this.before.slice() }
  }

  /** Goes back to a snapshot and times it anew. */
  restore({ mode, before }: { mode: Int32Array; before: Int32Array }): void {
    this.mode.set(mode)
    this.before.set(before)
    this.after.fill(-1)
    this.head.fill(-1)
    this.tail.fill(-1)
    for (let o = 0; o < mode.length; o++)
      if (before[o]! >= 0) this.after[before[o]!] = o
      else this.head[this.unitOf(o)] = o
    for (let o = 0; o < mode.length; o++) if (this.after[o]! < 0) this.tail[this.unitOf(o)] = o
    this.retime(true)
  }
}
