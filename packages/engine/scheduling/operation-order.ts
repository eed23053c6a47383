import type { FactoryProblem } from './factory-problem.ts'

/** Neighbours on the units; −1 = none. */
export interface UnitLinks {
  readonly before: Int32Array
  readonly after: Int32Array
}

/**
 * All operations in an order in which each comes after what it waits for: the operation before it in its job, the last ones of its
 * suppliers, the one before it on its unit. A held operation starts when it is held and waits for nothing. When one operation changes its
 * place, the order is mended between the old and the new place only (Pearce & Kelly 2006), which also finds whether two operations would
 * wait for each other. A kernel: it runs for every move of the search.
 */
export class OperationOrder {
  readonly #problem: FactoryProblem
  readonly #links: UnitLinks
  /** Operation by place, and place by operation. */
  readonly at: Int32Array
  readonly rank: Int32Array
  readonly #stamp: Int32Array
  #now = 0
  readonly #ahead: number[] = []
  readonly #behind: number[] = []

  constructor(problem: FactoryProblem, links: UnitLinks) {
    const n = problem.jobOf.length
    this.#problem = problem
    this.#links = links
    this.at = new Int32Array(n)
    this.rank = new Int32Array(n)
    this.#stamp = new Int32Array(n)
  }

  /** Orders everything anew; false, with the order as it was, when some would wait for each other. */
  sort(): boolean {
    const { pinMode, firstOf, jobOf, supplierFrom } = this.#problem
    const n = this.at.length
    const waiting = new Int32Array(n)
    const queue = new Int32Array(n)
    let filled = 0
    for (let o = 0; o < n; o++) {
      if (pinMode[o]! < 0)
        waiting[o] =
          (firstOf[jobOf[o]!] === o ? 0 : 1) +
          (this.#links.before[o]! >= 0 ? 1 : 0) +
          supplierFrom[o + 1]! -
          supplierFrom[o]!
      if (waiting[o] === 0) queue[filled++] = o
    }
    for (let i = 0; i < filled; i++)
      this.#eachAfter(queue[i]!, -1, (o) => {
        waiting[o]!--
        if (waiting[o] === 0) queue[filled++] = o
      })
    if (filled < n) return false
    this.at.set(queue)
    for (let i = 0; i < n; i++) this.rank[queue[i]!] = i
    return true
  }

  /** Mends the order after one operation was put between its neighbours; false when it would wait for itself. */
  mend(operation: number): boolean {
    const { pinMode } = this.#problem
    const [before, after] = [this.#links.before[operation]!, this.#links.after[operation]!]
    // Before the first edge is mended the second one may lead back: it is not followed.
    if (before >= 0 && pinMode[operation]! < 0 && !this.#putBefore(before, operation, operation)) return false
    return after < 0 || pinMode[after]! >= 0 || this.#putBefore(operation, after, -1)
  }

  #putBefore(first: number, second: number, alone: number): boolean {
    const { rank, at } = this
    const [lower, upper] = [rank[second]!, rank[first]!]
    if (upper < lower) return true
    const [ahead, behind] = [this.#ahead, this.#behind]
    if (!this.#gatherAhead(second, upper, alone)) return false
    this.#gatherBehind(first, lower)
    const byRank = (a: number, b: number): number => rank[a]! - rank[b]!
    ahead.sort(byRank)
    behind.sort(byRank)
    const places = [...behind, ...ahead].map((o) => rank[o]!).sort((a, b) => a - b)
    let i = 0
    for (const list of [behind, ahead])
      for (const o of list) {
        rank[o] = places[i]!
        at[places[i]!] = o
        i++
      }
    return true
  }

  /** What waits for an operation and stands at `upper` or before it; false when `upper` itself does. */
  #gatherAhead(operation: number, upper: number, alone: number): boolean {
    const found = this.#ahead
    const stamp = ++this.#now
    found.length = 0
    found.push(operation)
    this.#stamp[operation] = stamp
    let isCircle = false
    for (let i = 0; i < found.length && !isCircle; i++)
      this.#eachAfter(found[i]!, alone, (o) => {
        const place = this.rank[o]!
        if (place === upper) isCircle = true
        if (place >= upper || this.#stamp[o] === stamp) return
        this.#stamp[o] = stamp
        found.push(o)
      })
    return !isCircle
  }

  /** What an operation waits for and stands behind `lower`. */
  #gatherBehind(operation: number, lower: number): void {
    const found = this.#behind
    const stamp = ++this.#now
    found.length = 0
    found.push(operation)
    this.#stamp[operation] = stamp
    for (let i = 0; i < found.length; i++)
      this.#eachBefore(found[i]!, (o) => {
        if (this.rank[o]! <= lower || this.#stamp[o] === stamp) return
        this.#stamp[o] = stamp
        found.push(o)
      })
  }

  /** What waits for an operation; of one that is `alone`, not what follows on its unit. */
  #eachAfter(operation: number, alone: number, visit: (operation: number) => void): void {
    const { pinMode, firstOf, jobOf, consumerFrom, consumers } = this.#problem
    const job = jobOf[operation]!
    if (operation + 1 < firstOf[job + 1]!) {
      if (pinMode[operation + 1]! < 0) visit(operation + 1)
    } else
      for (let k = consumerFrom[job]!; k < consumerFrom[job + 1]!; k++)
        if (pinMode[consumers[k]!]! < 0) visit(consumers[k]!)
    const follower = this.#links.after[operation]!
    if (follower >= 0 && operation !== alone && pinMode[follower]! < 0) visit(follower)
  }

  #eachBefore(operation: number, visit: (operation: number) => void): void {
    const { pinMode, firstOf, jobOf, supplierFrom, supplierJobs } = this.#problem
    if (pinMode[operation]! >= 0) return
    if (firstOf[jobOf[operation]!] !== operation) visit(operation - 1)
    for (let k = supplierFrom[operation]!; k < supplierFrom[operation + 1]!; k++)
      visit(firstOf[supplierJobs[k]! + 1]! - 1)
    const previous = this.#links.before[operation]!
    if (previous >= 0) visit(previous)
  }
}
