import type { Random } from '../random.ts'
import { CriticalMoves } from './critical-moves.ts'
import type { ShopSequences, ShopSnapshot } from './shop-sequences.ts'

/** Slots of the tables of forbidden things; two things in one slot only forbid a little more. */
const TABLE_BITS = 14
const POLL = 16

export interface TabuBudget {
  readonly shouldStop: () => boolean
  /** Moves without a better schedule before it ends. */
  readonly patience: number
  /** Moves at most. */
  readonly iterations: number
  /** No schedule can be shorter. */
  readonly bound: number
}

/**
 * Tabu search for the makespan. The best move of a critical path that is not forbidden is made, whether it helps or not. Forbidden for a
 * while: to turn round again two operations that a move has turned round, and to bring an operation back to the machine it left.
 */
export class TabuShop {
  /** Moves made by all runs. */
  made = 0
  readonly #placed: ShopSequences
  readonly #random: Random
  readonly #moves: CriticalMoves
  readonly #arcs = new Int32Array(1 << TABLE_BITS)
  readonly #homes = new Int32Array(1 << TABLE_BITS)
  readonly #tenure: number
  #homeMode = 0
  #homeIndex = 0

  constructor(placed: ShopSequences, random: Random) {
    this.#placed = placed
    this.#random = random
    this.#moves = new CriticalMoves(placed, random)
    this.#tenure = 10 + placed.mode.length / placed.shop.machines
  }

  /** Searches from where the sequences stand and returns the best seen. */
  run({ shouldStop, patience, iterations, bound }: TabuBudget): ShopSnapshot {
    const placed = this.#placed
    let kept = placed.snapshot()
    let best = placed.makespan
    let isUnsaved = false
    this.#arcs.fill(0)
    this.#homes.fill(0)
    for (let i = 1, since = 0; i <= iterations && since < patience && best > bound; i++) {
      if (i % POLL === 0 && shouldStop()) break
      this.#moves.collect()
      const operation = this.#step(i, best)
      if (operation < 0) break
      since++
      if (placed.makespan < best) {
        best = placed.makespan
        isUnsaved = true
        since = 0
      } else if (isUnsaved) {
        const gone = { mode: placed.mode[operation]!, index: placed.rank[operation]! }
        placed.move(operation, this.#homeMode, this.#homeIndex)
        kept = placed.snapshot()
        isUnsaved = false
        placed.move(operation, gone.mode, gone.index)
      }
    }
    return isUnsaved ? placed.snapshot() : kept
  }

  /** Makes the best move that closes no circle, and returns the operation moved; −1: none. */
  #step(now: number, best: number): number {
    const placed = this.#placed
    const { operation, mode, index, estimate } = this.#moves
    for (let tries = 0; tries < 8; tries++) {
      const chosen = this.#choose(now, best)
      if (chosen < 0) return -1
      const o = operation[chosen]!
      this.#homeMode = placed.mode[o]!
      this.#homeIndex = placed.rank[o]!
      const machine = placed.machineOf[o]!
      this.made++
      if (placed.move(o, mode[chosen]!, index[chosen]!)) {
        const random = this.#random()
        if (machine === placed.machineOf[o])
          this.#forbidArcs(o, this.#homeIndex, now + this.#tenure * (0.37 + 0.37 * random))
        else this.#homes[slotOf(o, machine)] = now + this.#tenure * (0.15 + 1.5 * random * random)
        return o
      }
      estimate[chosen] = Number.POSITIVE_INFINITY
    }
    return -1
  }

  /** The best move that is allowed or better than all before; else any. −1: none. */
  #choose(now: number, best: number): number {
    const { count, estimate } = this.#moves
    const random = this.#random
    let chosen = -1
    let least = Number.POSITIVE_INFINITY
    let ties = 0
    for (let i = 0; i < count; i++) {
      const value = estimate[i]!
      if (value > least || value === Number.POSITIVE_INFINITY) continue
      if (value >= best && this.#isForbidden(i, now)) continue
      if (value < least) {
        least = value
        chosen = i
        ties = 1
      } else if (random() * ++ties < 1) chosen = i
    }
    return chosen >= 0 || count === 0 ? chosen : Math.floor(random() * count)
  }

  #isForbidden(i: number, now: number): boolean {
    const placed = this.#placed
    const o = this.#moves.operation[i]!
    const mode = this.#moves.mode[i]!
    const machine = placed.shop.modeMachine[mode]!
    if (machine !== placed.machineOf[o]) return this.#homes[slotOf(o, machine)]! > now
    return this.#isArcForbidden(o, this.#moves.index[i]!, now)
  }

  /** Whether the move would set the operation behind or before one that it may not be. */
  #isArcForbidden(o: number, to: number, now: number): boolean {
    const { line, lineFrom, rank, machineOf } = this.#placed
    const at = lineFrom[machineOf[o]!]!
    const from = rank[o]!
    for (let k = from + 1; k <= to; k++) if (this.#arcs[slotOf(line[at + k]!, o)]! > now) return true
    for (let k = to; k < from; k++) if (this.#arcs[slotOf(o, line[at + k]!)]! > now) return true
    return false
  }

  /** After a move on the machine: what it turned round may not be turned back until then. */
  #forbidArcs(o: number, from: number, until: number): void {
    const { line, lineFrom, rank, machineOf } = this.#placed
    const at = lineFrom[machineOf[o]!]!
    const to = rank[o]!
    for (let k = from; k < to; k++) this.#arcs[slotOf(o, line[at + k]!)] = until
    for (let k = to + 1; k <= from; k++) this.#arcs[slotOf(line[at + k]!, o)] = until
  }
}

const mix = (hash: number, value: number): number => Math.imul((hash ^ value) + 0x7f4a7c15, 0x9e3779b1) ^ (hash >>> 15)
const slotOf = (o: number, machine: number): number => mix(mix(0x2545f491, o), machine) >>> (32 - TABLE_BITS)
