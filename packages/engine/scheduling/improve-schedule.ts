import { Acceptance } from './acceptance.ts'
import { compareObjectives, type Objective } from './objective.ts'
import { type Move, proposeMove } from './propose-move.ts'
import type { Random } from './random.ts'
import type { UnitSequences } from './unit-sequences.ts'

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
/** Coolings without a better schedule after which the search is kicked away from the best. */
const PATIENCE = 6
/** Moves of a kick. */
const KICK = { least: 4, more: 8 }
/** Moves between two looks at the stop flag. */
const POLL = 16

/**
 * Simulated annealing on the order of operations (van Laarhoven, Aarts & Lenstra 1992), with moves on what binds a late job.
 * Cools, then starts again from the best; when that leads nowhere any more, from near it. Leaves `placed` at the best order
 * found.
 */
export function improveSchedule(placed: UnitSequences, budget: SearchBudget): void {
  const { random, shouldStop, iterations, onImprove } = budget
  const acceptance = new Acceptance(random)
  const cycle = Math.min(CYCLE.most, Math.max(CYCLE.least, CYCLE.each * placed.mode.length))
  const best = new Kept(placed)
  let home = new Kept(placed)
  let current = placed.objective
  for (let i = 0; i < iterations; i++) {
    if (i % POLL === 0 && shouldStop()) break
    const cooling = Math.floor(i / cycle)
    if (i % cycle === 0 && i > 0) {
      if (cooling - home.cooling > PATIENCE) {
        best.restore(placed)
        kick(placed, { random, acceptance })
        home = new Kept(placed, cooling)
      } else home.restore(placed)
      current = placed.objective
    }
    const heat = HEATS[cooling % HEATS.length]! * (1 - (i % cycle) / cycle) ** 3
    if (!tryMove(placed, { current, heat, random, acceptance })) continue
    current = placed.objective
    if (!home.keep(placed, current, cooling)) continue
    if (best.keep(placed, current, cooling)) onImprove(current)
  }
  best.restore(placed)
}

/** The best schedule since some moment. */
class Kept {
  #order: ReturnType<UnitSequences['snapshot']>
  #objective: Objective
  /** In which it was found. */
  cooling: number

  constructor(placed: UnitSequences, cooling = 0) {
    this.#order = placed.snapshot()
    this.#objective = placed.objective
    this.cooling = cooling
  }

  keep(placed: UnitSequences, objective: Objective, cooling: number): boolean {
    if (compareObjectives(objective, this.#objective) >= 0) return false
    this.#order = placed.snapshot()
    this.#objective = objective
    this.cooling = cooling
    return true
  }

  restore(placed: UnitSequences): void {
    if (compareObjectives(placed.objective, this.#objective) !== 0) placed.restore(this.#order)
  }
}

/** Makes a few moves whatever they cost. */
function kick(placed: UnitSequences, { random, acceptance }: Pick<Trial, 'random' | 'acceptance'>): void {
  const moves = KICK.least + Math.floor(random() * KICK.more)
  for (let i = 0; i < moves; i++)
    tryMove(placed, { current: placed.objective, heat: Number.POSITIVE_INFINITY, random, acceptance })
}

interface Trial {
  readonly current: Objective
  readonly heat: number
  readonly random: Random
  readonly acceptance: Acceptance
}

/** Proposes and times a move; answers whether it was made and is kept. */
function tryMove(placed: UnitSequences, { current, heat, random, acceptance }: Trial): boolean {
  const move = proposeMove(placed, current, random)
  if (move === null) return false
  const home = { mode: placed.mode[move.operation]!, behind: placed.before[move.operation]! }
  apply(placed, move)
  const timed = placed.retimeWithin(acceptance.mostLate(current, heat))
  if (timed === 'circle') {
    apply(placed, { operation: move.operation, ...home })
    placed.settle()
    return false
  }
  if (timed === 'worse') acceptance.learn('late', placed.late - current.late)
  if (timed === 'timed' && acceptance.accepts(current, placed.objective)) return true
  apply(placed, { operation: move.operation, ...home })
  placed.restoreTimes()
  return false
}

function apply(placed: UnitSequences, { operation, mode, behind }: Move): void {
  placed.remove(operation)
  placed.insert(operation, mode, behind)
}
