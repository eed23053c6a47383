import { compareObjectives, type Objective } from './objective.ts'
import type { UnitSequences } from './unit-sequences.ts'
import { type Move, proposeMove } from './propose-move.ts'
import type { Random } from './random.ts'

export interface SearchBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  /** Moves tried at most. */
  readonly iterations: number
  readonly onImprove: (objective: Objective) => void
}

/** Moves of one cooling: by the number of operations, within bounds. */
const CYCLE = { each: 20, least: 300, most: 4000 }
/** Heat at the start of one cooling after the other, as a share of the mean cost of a worsening move: careful first, bold later. */
const HEATS = [0.05, 0.4, 1.2]
/** Moves between two looks at the stop flag. */
const POLL = 16

/**
 * Simulated annealing on the order of operations (van Laarhoven, Aarts & Lenstra 1992), with moves on what binds a late job.
 * Cools, then starts again from the best. Leaves `placed` at the best order found.
 */
export function improveSchedule(
  placed: UnitSequences,
  { random, shouldStop, iterations, onImprove }: SearchBudget,
): void {
  const acceptance = new Acceptance(random)
  const cycle = Math.min(CYCLE.most, Math.max(CYCLE.least, CYCLE.each * placed.mode.length))
  let current = placed.objective
  let best = current
  let kept = placed.snapshot()
  for (let i = 0; i < iterations; i++) {
    if (i % POLL === 0 && shouldStop()) break
    const phase = (i % cycle) / cycle
    const heat = HEATS[Math.floor(i / cycle) % HEATS.length]! * (1 - phase) ** 3
    if (phase === 0 && i > 0 && compareObjectives(best, current) < 0) {
      placed.restore(kept)
      current = best
    }
    const move = proposeMove(placed, current, random)
    if (move === null) continue
    const home = { mode: placed.mode[move.operation]!, behind: placed.before[move.operation]! }
    apply(placed, move)
    const timed = placed.retimeWithin(acceptance.mostLate(current, heat))
    if (timed === 'circle') {
      apply(placed, { operation: move.operation, ...home })
      placed.settle()
      continue
    }
    if (timed === 'worse') acceptance.learn('late', placed.late - current.late)
    if (timed === 'worse' || !acceptance.accepts(current, placed.objective)) {
      apply(placed, { operation: move.operation, ...home })
      placed.restoreTimes()
      continue
    }
    current = placed.objective
    if (compareObjectives(current, best) < 0) {
      best = current
      kept = placed.snapshot()
      onImprove(best)
    }
  }
  placed.restore(kept)
}

function apply(placed: UnitSequences, { operation, mode, behind }: Move): void {
  placed.remove(operation)
  placed.insert(operation, mode, behind)
}

/**
 * Whether the search goes on from a changed schedule. Hot, a worse one passes with a chance that falls with what it costs, by the
 * scale of what moves have cost so far; a broken pin never passes.
 */
class Acceptance {
  readonly #random: Random
  /** Running mean cost of moves that made each term worse. */
  #passing = 0
  readonly #scale = { late: 0, makespan: 0, setup: 0 }

  constructor(random: Random) {
    this.#random = random
  }

  /** The highest weighted lateness that passes this time; drawn before a schedule is timed, so that the timing may stop above it. */
  mostLate(from: Objective, heat: number): number {
    this.#passing = -Math.log(1 - this.#random()) * heat
    return from.late + this.#passing * this.#scale.late
  }

  accepts(from: Objective, to: Objective): boolean {
    if (to.broken !== from.broken) return to.broken < from.broken
    for (const term of TERMS)
      if (to[term] !== from[term]) {
        const cost = to[term] - from[term]
        if (cost < 0) return true
        const passes = cost <= this.#passing * this.#scale[term]
        this.learn(term, cost)
        return passes
      }
    return true
  }

  learn(term: 'late' | 'makespan' | 'setup', cost: number): void {
    const scale = this.#scale[term]
    this.#scale[term] = scale === 0 ? cost : scale + 0.01 * (Math.min(cost, 20 * scale) - scale)
  }
}

const TERMS = ['late', 'makespan', 'setup'] as const
