import type { Objective } from './objective.ts'
import type { Random } from './random.ts'
import type { UnitSequences } from './unit-sequences.ts'

/** Puts an operation behind another one on the unit of a mode; behind −1: first. */
export interface Move {
  readonly operation: number
  readonly mode: number
  readonly behind: number
}

/** Jobs looked at when one is chosen for what it costs. */
const DRAWN = 6
/** Furthest jump along a unit. */
const REACH = 8

/**
 * A move that may help: a job that costs much is drawn, its binding chain is walked back, and one of its operations, or the
 * one that it waits for, goes elsewhere. null: the drawn operation has no other place.
 */
export function proposeMove(placed: UnitSequences, objective: Objective, random: Random): Move | null {
  const { problem } = placed
  const job = drawJob(placed, objective, random)
  const operation = drawOnChain(placed, problem.firstOf[job + 1]! - 1, random)
  const mover = random() < 0.75 || placed.before[operation]! < 0 ? operation : placed.before[operation]!
  if (problem.pinMode[mover]! >= 0) return null
  const modes = problem.modeFrom[mover + 1]! - problem.modeFrom[mover]!
  if (modes > 1 && random() < 0.4) return moveToUnit(placed, mover, random)
  return moveAlong(placed, mover, random)
}

/** Of a few jobs, the one that is latest by weight; with nothing late, the one that ends last. */
function drawJob(placed: UnitSequences, objective: Objective, random: Random): number {
  const { problem, end } = placed
  const count = problem.jobs.length
  let drawn = Math.floor(random() * count)
  if (random() < 0.1) return drawn
  const costOf = (job: number): number => {
    const { due, weight } = problem.jobs[job]!
    const ended = end[problem.firstOf[job + 1]! - 1]!
    return objective.late > 0 ? weight * Math.max(0, ended - due) : ended
  }
  let most = costOf(drawn)
  for (let i = 1; i < Math.min(DRAWN, count); i++) {
    const other = Math.floor(random() * count)
    const cost = costOf(other)
    if (cost > most) [drawn, most] = [other, cost]
  }
  return drawn
}

/** Walks back along what binds each start and stops somewhere. */
function drawOnChain(placed: UnitSequences, last: number, random: Random): number {
  const { problem, end, start, setupStart, before } = placed
  let operation = last
  let chosen = last
  for (let seen = 1; seen < 64; seen++) {
    const previous = before[operation]!
    const isFirst = operation === problem.firstOf[problem.jobOf[operation]!]!
    let cause = -1
    let latest = Number.NEGATIVE_INFINITY
    if (previous >= 0) [cause, latest] = [previous, end[previous]! + start[operation]! - setupStart[operation]!]
    if (!isFirst && end[operation - 1]! >= latest) [cause, latest] = [operation - 1, end[operation - 1]!]
    for (let k = problem.supplierFrom[operation]!; k < problem.supplierFrom[operation + 1]!; k++) {
      const maker = problem.firstOf[problem.supplierJobs[k]! + 1]! - 1
      if (end[maker]! > latest) [cause, latest] = [maker, end[maker]!]
    }
    if (cause < 0) break
    operation = cause
    if (random() * (seen + 1) < 1) chosen = operation
  }
  return chosen
}

function moveAlong(placed: UnitSequences, operation: number, random: Random): Move | null {
  const mode = placed.mode[operation]!
  const steps = 1 + Math.floor(random() ** 2 * REACH)
  const earlier = random() < 0.7
  let behind = placed.before[operation]!
  if (earlier) {
    if (behind < 0) return null
    for (let i = 0; i < steps && behind >= 0; i++) behind = placed.before[behind]!
    return { operation, mode, behind }
  }
  behind = placed.after[operation]!
  if (behind < 0) return null
  for (let i = 1; i < steps && placed.after[behind]! >= 0; i++) behind = placed.after[behind]!
  return { operation, mode, behind }
}

/** On another unit, near the place that its time suggests. */
function moveToUnit(placed: UnitSequences, operation: number, random: Random): Move | null {
  const { problem } = placed
  const from = problem.modeFrom[operation]!
  const mode = from + Math.floor(random() * (problem.modeFrom[operation + 1]! - from))
  const unit = problem.modeUnit[mode]!
  if (mode === placed.mode[operation] || unit === placed.unitOf(operation)) return null
  const ready = Math.max(
    placed.readyOf(operation),
    operation === problem.firstOf[problem.jobOf[operation]!] ? problem.start : placed.start[operation - 1]!,
  )
  let behind = placed.tail[unit]!
  while (behind >= 0 && placed.end[behind]! > ready) behind = placed.before[behind]!
  let steps = Math.floor(random() * 4)
  while (steps-- > 0) {
    const next = behind < 0 ? placed.head[unit]! : placed.after[behind]!
    if (next < 0) break
    behind = next
  }
  return { operation, mode, behind }
}
