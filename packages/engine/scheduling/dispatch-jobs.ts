import { earliestRun } from './earliest-run.ts'
import { EventHeap } from './event-heap.ts'
import { type FactoryProblem, setupSeconds } from './factory-problem.ts'
import type { InheritedDue } from './inherited-due.ts'
import { heldByStart } from './place-jobs.ts'
import { UnitSequences } from './unit-sequences.ts'

export interface DispatchRule {
  /** How far ahead a due date is felt, in mean runs. */
  readonly ahead: number
  /** How much a long set-up deters, in mean set-ups; ∞: not at all. */
  readonly setups: number
  /** Whether an operation waits for a unit that would end it sooner than a free one. */
  readonly isChoosy: boolean
}

/**
 * Runs the factory through time: whenever a unit is free it takes the most urgent of the operations that wait for it. Urgency is the apparent
 * tardiness cost with set-ups (Lee, Bhaskaran & Pinedo 1997): weight by run, falling with slack and with set-up. Held operations stand first;
 * what would run into one waits behind it.
 */
export function dispatchJobs(problem: FactoryProblem, due: InheritedDue, rule: DispatchRule): UnitSequences {
  const placed = new UnitSequences(problem)
  for (const o of heldByStart(problem)) {
    const mode = problem.pinMode[o]!
    placed.insert(o, mode, placed.tail[problem.modeUnit[mode]!]!)
    placed.time(o)
  }
  new Dispatch(placed, due, rule).run()
  placed.retime(true)
  return placed
}

interface Waiting {
  readonly operation: number
  readonly mode: number
  /** When its run could begin on this unit, the unit aside. */
  readonly ready: number
}

class Dispatch {
  readonly #placed: UnitSequences
  readonly #due: InheritedDue
  readonly #rule: DispatchRule
  readonly #meanRun: number
  readonly #meanSetup: number
  readonly #queues: Waiting[][]
  /** The operation of each unit behind which the next one goes; −1: none yet. */
  readonly #last: Int32Array
  readonly #free: Float64Array
  /** Operations and suppliers that an operation still waits for. */
  readonly #missing: Int32Array
  readonly #events = new EventHeap()

  constructor(placed: UnitSequences, due: InheritedDue, rule: DispatchRule) {
    const { problem } = placed
    this.#placed = placed
    this.#due = due
    this.#rule = rule
    this.#meanRun = mean(problem.modeRun)
    this.#meanSetup = mean(problem.modeSetup)
    this.#queues = problem.units.map(() => [])
    this.#last = new Int32Array(problem.units.length).fill(-1)
    this.#free = new Float64Array(problem.units.length).fill(problem.start)
    this.#missing = Int32Array.from(
      problem.jobOf,
      (job, o) => (problem.firstOf[job] === o ? 0 : 1) + problem.supplierFrom[o + 1]! - problem.supplierFrom[o]!,
    )
  }

  run(): void {
    const { problem } = this.#placed
    for (let o = 0; o < problem.jobOf.length; o++) if (this.#missing[o] === 0) this.#arrive(o)
    for (let event = this.#events.pop(); event !== null; event = this.#events.pop()) this.#serve(event.unit, event.at)
  }

  /** All it waits for is placed: it queues at each unit that can run it. A held one is placed already. */
  #arrive(operation: number): void {
    const { problem } = this.#placed
    if (problem.pinMode[operation]! >= 0) {
      this.#release(operation)
      return
    }
    const bound = this.#placed.readyOf(operation)
    for (let mode = problem.modeFrom[operation]!; mode < problem.modeFrom[operation + 1]!; mode++) {
      const unit = problem.modeUnit[mode]!
      const ready = earliestRun(this.#placed, operation, mode, bound)
      this.#queues[unit]!.push({ operation, mode, ready })
      this.#events.push({ at: Math.max(ready, this.#free[unit]!), unit })
    }
  }

  #release(operation: number): void {
    const { problem } = this.#placed
    const job = problem.jobOf[operation]!
    const next = operation + 1 < problem.firstOf[job + 1]!
    if (next) this.#count(operation + 1)
    else
      for (let k = problem.consumerFrom[job]!; k < problem.consumerFrom[job + 1]!; k++)
        this.#count(problem.consumers[k]!)
  }

  #count(operation: number): void {
    if (--this.#missing[operation]! === 0) this.#arrive(operation)
  }

  /** The unit takes the most urgent of what waits for it, if it is free. */
  #serve(unit: number, at: number): void {
    if (at < this.#free[unit]!) return
    const { mode } = this.#placed
    const queue = this.#queues[unit]!
    let best: Waiting | null = null
    let most = Number.NEGATIVE_INFINITY
    let again = Number.POSITIVE_INFINITY
    let kept = 0
    for (const one of queue) {
      if (mode[one.operation]! >= 0) continue
      queue[kept++] = one
      if (one.ready > at) continue
      const urgency = this.#urgency(one, unit, at)
      if (urgency <= most) continue
      const sooner = this.#soonerElsewhere(one, unit, at)
      if (sooner > at) again = Math.min(again, sooner)
      else [best, most] = [one, urgency]
    }
    queue.length = kept
    if (best !== null) this.#place(best, unit)
    else if (again < Number.POSITIVE_INFINITY) this.#events.push({ at: again, unit })
  }

  /** When a unit that is busy now, but would still end the operation sooner, is free; `at` when there is none. */
  #soonerElsewhere({ operation, mode }: Waiting, unit: number, at: number): number {
    const { problem } = this.#placed
    const [from, to] = [problem.modeFrom[operation]!, problem.modeFrom[operation + 1]!]
    if (!this.#rule.isChoosy || to - from === 1) return at
    const end = this.#endOn(operation, mode, at)
    for (let other = from; other < to; other++) {
      const place = problem.modeUnit[other]!
      const free = this.#free[place]!
      if (place !== unit && free > at && this.#endOn(operation, other, free) < end) return free
    }
    return at
  }

  #endOn(operation: number, mode: number, at: number): number {
    const { problem } = this.#placed
    const unit = problem.modeUnit[mode]!
    const setup = setupSeconds(problem, mode, this.#family(unit), problem.family[operation]!)
    return problem.units[unit]!.time.advance(at, setup + problem.modeRun[mode]!)
  }

  #urgency({ operation, mode }: Waiting, unit: number, at: number): number {
    const { problem } = this.#placed
    const job = problem.jobOf[operation]!
    const run = problem.modeRun[mode]!
    const setup = setupSeconds(problem, mode, this.#family(unit), problem.family[operation]!)
    const slack = Math.max(0, this.#due.latestEnd[operation]! - at - run)
    return (
      Math.log((this.#due.weight[job]! + 0.1) / (run + setup + 1)) -
      slack / (this.#rule.ahead * this.#meanRun + 1) -
      setup / (this.#rule.setups * this.#meanSetup + 1)
    )
  }

  #family(unit: number): number {
    const { problem } = this.#placed
    const last = this.#last[unit]!
    return last < 0 ? problem.units[unit]!.family : problem.family[last]!
  }

  /** Behind the last one, or behind the held ones that leave it no room. */
  #place({ operation, mode }: Waiting, unit: number): void {
    const placed = this.#placed
    for (;;) {
      const behind = this.#last[unit]!
      const next = behind < 0 ? placed.head[unit]! : placed.after[behind]!
      placed.insert(operation, mode, behind)
      placed.time(operation)
      if (next < 0 || this.#leavesRoom(operation, next)) break
      placed.remove(operation)
      this.#last[unit] = next
    }
    this.#last[unit] = operation
    this.#free[unit] = placed.end[operation]!
    this.#events.push({ at: this.#free[unit]!, unit })
    this.#release(operation)
  }

  #leavesRoom(operation: number, held: number): boolean {
    const { problem, end, start, mode } = this.#placed
    const setup = this.#placed.setupBehind(held, mode[held]!, operation)
    return problem.units[this.#placed.unitOf(held)]!.time.advance(end[operation]!, setup) <= start[held]!
  }
}

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
