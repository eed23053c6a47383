import { compareObjectives, type Objective, type UnitSequences } from './unit-sequences.ts'
import { type Move, proposeMove } from './propose-move.ts'
import type { Random } from './random.ts'

export interface SearchBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  /** Moves tried at most. */
  readonly iterations: number
  readonly onImprove: (objective: Objective) => void
}

/** Moves between two heats of the annealing. */
const CYCLE = 4000
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
  let current = placed.objective
  let best = current
  let kept = placed.snapshot()
  for (let i = 0; i < iterations; i++) {
    if (i % POLL === 0 && shouldStop()) break
    const phase = (i % CYCLE) / CYCLE
    if (phase === 0 && i > 0 && compareObjectives(best, current) < 0) {
      placed.restore(kept)
      current = best
    }
    const move = proposeMove(placed, current, random)
    if (move === null) continue
    const home = { mode: placed.mode[move.operation]!, behind: placed.before[move.operation]! }
    apply(placed, move)
    if (!placed.retime()) {
      apply(placed, { operation: move.operation, ...home })
      placed.settle()
      continue
    }
    const objective = placed.objective
    if (!acceptance.accepts(current, objective, phase)) {
      apply(placed, { operation: move.operation, ...home })
      placed.restoreTimes()
      continue
    }
    current = objective
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
  readonly #scale = { late: 0, makespan: 0, setup: 0 }

  constructor(random: Random) {
    this.#random = random
  }

  accepts(from: Objective, to: Objective, phase: number): boolean {
    if (to.broken !== from.broken) return to.broken < from.broken
    for (const term of TERMS)
      if (to[term] !== from[term]) return to[term] < from[term] || this.#passes(term, to[term] - from[term], phase)
    return true
  }

  #passes(term: 'late' | 'makespan' | 'setup', cost: number, phase: number): boolean {
    const scale = this.#scale[term]
    this.#scale[term] = scale === 0 ? cost : scale + 0.01 * (Math.min(cost, 20 * scale) - scale)
    return this.#random() < Math.exp(-cost / (HEAT * this.#scale[term] * (1 - phase) ** 3))
  }
}

const TERMS = ['late', 'makespan', 'setup'] as const
/** Of the mean cost of a worsening move, at the start of a cycle. */
const HEAT = 0.15
