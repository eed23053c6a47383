import { earliestRun } from './earliest-run.ts'
import { type FactoryProblem, operationCount, setupSeconds } from './factory-problem.ts'
import { type Cost, type Objective, ObjectiveSum } from './objective.ts'
import { OperationOrder } from './operation-order.ts'
import { RankHeap } from './rank-heap.ts'

/** Two operations on one unit at a time are worse than a held operation that starts before it could. */
const OVERLAP = 1000
/** Sums of it stay exact. */
const MOST_BROKEN = 1e12

const NONE = -1
const MANY = -2

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
  readonly #sum: ObjectiveSum
  /** Made at the first `retime`: a promise places operations without it. */
  #order: OperationOrder | null = null
  /** The one operation that changed its place since the order was right; NONE, or MANY. */
  #moved: number = MANY
  /** Changed or behind a change, by their place in the order. */
  readonly #dirty: RankHeap
  /** Held operations whose breakage may have changed: what they wait for may stand behind them in the order. */
  readonly #doubtful: Set<number> = new Set()
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
    this.#sum = new ObjectiveSum(problem, this.end)
    this.#dirty = new RankHeap(n)
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
    if (b >= 0) this.#dirty.mark(b)
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
      this.#dirty.mark(next)
    }
    this.#dirty.mark(operation)
    this.#moved = this.#moved === NONE || this.#moved === operation ? operation : MANY
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

  /** Times one operation behind what is before it now; a held one stands where it is held. */
  time(operation: number): void {
    const { problem } = this
    const mode = this.mode[operation]!
    const { time } = problem.units[problem.modeUnit[mode]!]!
    const setup = this.setupBehind(operation, mode, this.before[operation]!)
    const start =
      problem.pinMode[operation]! >= 0
        ? problem.pinStart[operation]!
        : earliestRun(this, operation, mode, Math.max(this.#setUpBy(operation, setup), this.readyOf(operation)))
    this.setup[operation] = setup
    this.start[operation] = start
    this.end[operation] = time.advance(start, problem.modeRun[mode]!)
    this.setupStart[operation] = setup > 0 ? time.retreat(start, setup) : start
  }

  /** The first moment at which the unit can be set up for an operation. */
  #setUpBy(operation: number, setup: number): number {
    const { problem, before, end } = this
    const previous = before[operation]!
    const free = previous < 0 ? problem.start : end[previous]!
    return problem.units[this.unitOf(operation)]!.time.advance(free, setup)
  }

  /** Seconds by which a held operation stands too early for what it waits for, and for its unit. */
  #breakage(operation: number): number {
    const { problem } = this
    const mode = this.mode[operation]!
    const start = problem.units[problem.modeUnit[mode]!]!.time.next(this.start[operation]!)
    const ready = earliestRun(this, operation, mode, this.readyOf(operation))
    const isSetUp = this.#setUpBy(operation, this.setup[operation]!)
    return Math.min(MOST_BROKEN, Math.max(0, ready - start) + OVERLAP * Math.max(0, isSetUp - start))
  }

  /**
   * Re-times what changed and all that follows from it. Answers false, with the times as they were, when the order is
   * impossible: two operations would wait for each other. `everything`: as if all had changed.
   */
  retime(everything = false): boolean {
    return this.retimeWithin(Number.POSITIVE_INFINITY, everything) !== 'circle'
  }

  /**
   * As `retime`, but gives up, `worse`, as soon as the weighted lateness is certainly above `mostLate`: the times are then to be restored.
   */
  retimeWithin(mostLate: number, everything = false): 'timed' | 'worse' | 'circle' {
    this.#undo = []
    this.#order ??= new OperationOrder(this.problem, this)
    const moved = this.#moved
    const isPossible = everything || moved === MANY ? this.#order.sort() : moved === NONE || this.#order.mend(moved)
    if (!isPossible) {
      this.#dirty.clear()
      return 'circle'
    }
    this.#moved = NONE
    if (!everything) return this.#retimeMarked(this.#order, { moved, mostLate }) ? 'timed' : 'worse'
    this.#retimeAll(this.#order)
    return 'timed'
  }

  #retimeAll({ at }: OperationOrder): void {
    this.#dirty.clear()
    for (const operation of at) this.#retimeOne(operation)
    for (const operation of at) if (this.problem.pinMode[operation]! >= 0) this.#recheck(operation)
    this.#sum.count(this.setup, this.#broken)
  }

  #retimeMarked({ rank, at }: OperationOrder, { moved, mostLate }: { moved: number; mostLate: number }): boolean {
    const { pinMode } = this.problem
    const [dirty, sum] = [this.#dirty, this.#sum]
    for (let i = dirty.first(rank); i >= 0; i = dirty.next()) {
      const operation = at[i]!
      const [start, end] = [this.start[operation]!, this.end[operation]!]
      if (pinMode[operation]! >= 0) this.#doubtful.add(operation)
      if (!this.#retimeOne(operation)) continue
      const isEarlier = operation === moved || this.start[operation]! < start || this.end[operation]! < end
      this.#spread(operation, rank, isEarlier)
      // Nothing can become earlier any more: the lateness will not fall.
      if (sum.late > mostLate && dirty.hopeful === 0) {
        this.#doubtful.clear()
        return false
      }
    }
    for (const operation of this.#doubtful) this.#recheck(operation)
    this.#doubtful.clear()
    return true
  }

  /** Answers whether any of its times changed. */
  #retimeOne(operation: number): boolean {
    const [setupStart, start] = [this.setupStart[operation]!, this.start[operation]!]
    const { end, setup, broken } = this.#costOf(operation)
    this.time(operation)
    if (
      start === this.start[operation] &&
      end === this.end[operation] &&
      setupStart === this.setupStart[operation] &&
      setup === this.setup[operation]
    )
      return false
    this.#undo.push(operation, setupStart, start, end, setup, broken)
    this.#sum.change(operation, { end, setup, broken }, this.#costOf(operation))
    return true
  }

  /** Marks what waits for an operation. */
  #spread(operation: number, rank: Int32Array, isEarlier: boolean): void {
    const { firstOf, jobOf, consumerFrom, consumers } = this.problem
    const job = jobOf[operation]!
    if (operation + 1 < firstOf[job + 1]!) this.#touch(operation + 1, rank, isEarlier)
    else for (let k = consumerFrom[job]!; k < consumerFrom[job + 1]!; k++) this.#touch(consumers[k]!, rank, isEarlier)
    const follower = this.after[operation]!
    if (follower >= 0) this.#touch(follower, rank, isEarlier)
  }

  #touch(operation: number, rank: Int32Array, isEarlier: boolean): void {
    if (this.problem.pinMode[operation]! >= 0) this.#doubtful.add(operation)
    else this.#dirty.add(rank[operation]!, isEarlier)
  }

  #recheck(operation: number): void {
    const old = this.#costOf(operation)
    const broken = this.#breakage(operation)
    if (broken === old.broken) return
    this.#undo.push(operation, this.setupStart[operation]!, this.start[operation]!, old.end, old.setup, old.broken)
    this.#broken[operation] = broken
    this.#sum.change(operation, old, { ...old, broken })
  }

  /** Puts back the times of before the last `retime`; the order of operations is the caller's to put back first. */
  restoreTimes(): void {
    const log = this.#undo
    for (let i = log.length - 6; i >= 0; i -= 6) {
      const operation = log[i]!
      const changed = this.#costOf(operation)
      this.setupStart[operation] = log[i + 1]!
      this.start[operation] = log[i + 2]!
      this.end[operation] = log[i + 3]!
      this.setup[operation] = log[i + 4]!
      this.#broken[operation] = log[i + 5]!
      this.#sum.change(operation, changed, this.#costOf(operation))
    }
    this.#undo = []
    this.settle()
  }

  /** Forgets that anything changed: after the caller put the order back. */
  settle(): void {
    this.#dirty.clear()
    if (this.#moved >= 0 && this.#order?.mend(this.#moved)) this.#moved = NONE
  }

  #costOf(operation: number): Cost {
    return { end: this.end[operation]!, setup: this.setup[operation]!, broken: this.#broken[operation]! }
  }

  /** Weighted lateness alone: the makespan need not be known. */
  get late(): number {
    return this.#sum.late
  }

  get objective(): Objective {
    return this.#sum.value
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
