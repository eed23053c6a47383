import { earliestRun } from './earliest-run.ts'
import type { FactoryProblem } from './factory-problem.ts'
import { UnitSequences } from './unit-sequences.ts'

/**
 * Places job after job in the given order, each operation where it ends first: in a gap or at the end of a unit, without
 * moving what is there. Suppliers of a job are placed before it. Held operations stand first of all.
 */
export function placeJobs(problem: FactoryProblem, order: readonly number[]): UnitSequences {
  const placed = new UnitSequences(problem)
  placeHeld(placed)
  const done = new Uint8Array(problem.jobs.length)
  for (const job of order) placeWithSuppliers(placed, job, done)
  placed.retime(true)
  return placed
}

/** Depth first without recursion: chains of jobs may be long. */
function placeWithSuppliers(placed: UnitSequences, first: number, done: Uint8Array): void {
  const { problem } = placed
  const stack = [first]
  while (stack.length > 0) {
    const job = stack.at(-1)!
    if (done[job] === 1) {
      stack.pop()
      continue
    }
    const missing: number[] = []
    for (let o = problem.firstOf[job]!; o < problem.firstOf[job + 1]!; o++)
      for (let k = problem.supplierFrom[o]!; k < problem.supplierFrom[o + 1]!; k++)
        if (done[problem.supplierJobs[k]!] === 0) missing.push(problem.supplierJobs[k]!)
    if (missing.length > 0) {
      for (const one of missing) stack.push(one)
      continue
    }
    stack.pop()
    done[job] = 1
    for (let o = problem.firstOf[job]!; o < problem.firstOf[job + 1]!; o++)
      if (problem.pinMode[o]! < 0) insertPlaced(placed, o, earliestPlace(placed, o))
  }
}

/** Pins and the frozen zone. */
function placeHeld(placed: UnitSequences): void {
  const { problem } = placed
  for (const o of heldByStart(problem)) {
    const mode = problem.pinMode[o]!
    const { time } = problem.units[problem.modeUnit[mode]!]!
    placed.insert(o, mode, placed.tail[problem.modeUnit[mode]!]!)
    const setup = placed.setupBehind(o, mode, placed.before[o]!)
    placed.start[o] = problem.pinStart[o]!
    placed.setupStart[o] = time.retreat(problem.pinStart[o]!, setup)
    placed.end[o] = time.advance(problem.pinStart[o]!, problem.modeRun[mode]!)
  }
}

/** What is held, by start, then by end: a run without length stands before another one that starts with it. */
export function heldByStart({ pinMode, pinStart, modeRun }: FactoryProblem): number[] {
  const held = [...pinMode.keys()].filter((o) => pinMode[o]! >= 0)
  return held.sort((a, b) => pinStart[a]! - pinStart[b]! || modeRun[pinMode[a]!]! - modeRun[pinMode[b]!]! || a - b)
}

export interface Place {
  readonly mode: number
  readonly behind: number
  readonly setup: number
  readonly start: number
  readonly end: number
}

/** Takes the place; what is there keeps its start. */
export function insertPlaced(placed: UnitSequences, operation: number, best: Place): void {
  placed.insert(operation, best.mode, best.behind)
  const { time } = placed.problem.units[placed.unitOf(operation)]!
  placed.setup[operation] = best.setup
  placed.start[operation] = best.start
  placed.end[operation] = best.end
  placed.setupStart[operation] = time.retreat(best.start, best.setup)
  const next = placed.after[operation]!
  if (next >= 0) {
    const setup = placed.setupBehind(next, placed.mode[next]!, operation)
    placed.setupStart[next] = time.retreat(placed.start[next]!, setup)
    placed.setup[next] = setup
  }
}

/** The place of all modes where the operation ends first; then the smallest set-up, then the earlier mode. */
export function earliestPlace(placed: UnitSequences, operation: number): Place {
  const { problem } = placed
  const ready = Math.max(placed.readyOf(operation), passedOn(placed, operation))
  let best: Place | null = null
  for (let mode = problem.modeFrom[operation]!; mode < problem.modeFrom[operation + 1]!; mode++) {
    const place = earliestOnUnit(placed, operation, { mode, ready })
    if (best === null || place.end < best.end || (place.end === best.end && place.setup < best.setup)) best = place
  }
  return best!
}

/**
 * No run starts before this: the operation before it has ended, or begun where it passes on batches. A run without length that is placed at
 * this moment comes behind all that ends at it, so that it never stands before what it waits for.
 */
function passedOn({ problem, start, end, mode }: UnitSequences, operation: number): number {
  if (operation === problem.firstOf[problem.jobOf[operation]!]!) return problem.start
  const previous = operation - 1
  return problem.batchDone[mode[previous]!] ? start[previous]! : end[previous]!
}

function earliestOnUnit(
  placed: UnitSequences,
  operation: number,
  { mode, ready }: { mode: number; ready: number },
): Place {
  const { problem } = placed
  const unit = problem.modeUnit[mode]!
  const { time } = problem.units[unit]!
  const run = problem.modeRun[mode]!
  let behind = placed.tail[unit]!
  while (behind >= 0 && placed.end[behind]! > ready) behind = placed.before[behind]!
  for (;;) {
    const setup = placed.setupBehind(operation, mode, behind)
    const free = behind < 0 ? problem.start : placed.end[behind]!
    const start = earliestRun(placed, operation, mode, Math.max(time.advance(free, setup), ready))
    const end = time.advance(start, run)
    const next = behind < 0 ? placed.head[unit]! : placed.after[behind]!
    if (next < 0 || endsBefore(placed, { operation, next, end })) return { mode, behind, setup, start, end }
    behind = next
  }
}

/** True when the next operation of the unit keeps its start, its set-up from the other family included. */
function endsBefore(
  placed: UnitSequences,
  { operation, next, end }: { operation: number; next: number; end: number },
): boolean {
  const { problem } = placed
  if (end > placed.start[next]!) return false
  const mode = placed.mode[next]!
  const setup = placed.setupBehind(next, mode, operation)
  return problem.units[problem.modeUnit[mode]!]!.time.advance(end, setup) <= placed.start[next]!
}
