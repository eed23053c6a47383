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
    if (!accepts(current, objective, { phase, random })) {
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

/** Hot, a worse schedule passes with a chance that falls with what it costs; a broken pin never does. */
function accepts(from: Objective, to: Objective, { phase, random }: { phase: number; random: Random }): boolean {
  if (to.broken !== from.broken) return to.broken < from.broken
  const heat = 0.02 * (1 - phase) ** 3
  if (to.late !== from.late) return to.late < from.late || passes(to.late - from.late, heat * (from.late + 600), random)
  if (to.makespan !== from.makespan)
    return to.makespan < from.makespan || passes(to.makespan - from.makespan, heat * from.makespan * 0.2, random)
  return to.setup <= from.setup || passes(to.setup - from.setup, heat * (from.setup + 60), random)
}

const passes = (cost: number, heat: number, random: Random): boolean =>
  heat > 0 && cost < 12 * heat && random() < Math.exp(-cost / heat)
