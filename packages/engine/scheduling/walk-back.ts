import type { Instant } from '@headwater/domain/measures/instant'
import { batchBound } from './earliest-run.ts'
import type { UnitSequences } from './unit-sequences.ts'

export type LatenessPart = 'queue' | 'setup' | 'run' | 'calendar' | 'material' | 'batch' | 'missing'

/** A stretch of a job's way from the schedule's start to its end, and what the job did or waited for. */
export interface LatenessStep {
  readonly from: Instant
  readonly to: Instant
  readonly part: LatenessPart
  /** Operation of the problem. */
  readonly operation: number
}

type Add = (from: Instant, to: Instant, part: LatenessPart) => void

/**
 * The way of a job along what bound each start, latest step first, from its end back to the schedule's start without a hole
 * (files.md 4). It stays inside the job: waiting for another job's part is `material`.
 */
export function walkBack(placed: UnitSequences, job: number): LatenessStep[] {
  const { problem, start, end } = placed
  const steps: LatenessStep[] = []
  let t = end[problem.firstOf[job + 1]! - 1]!
  for (let operation = problem.firstOf[job + 1]! - 1; operation >= problem.firstOf[job]!; operation--) {
    const add: Add = (from, to, part) => {
      if (to > from) steps.push({ from, to, part, operation })
    }
    const bounds = readBounds(placed, operation)
    const begun = Math.min(t, start[operation]!)
    walkWork(placed, { operation, from: begun, to: t, part: 'run' }, add)
    t = walkUnit(placed, { operation, start: begun, ready: Math.min(begun, bounds.ready) }, add)
    t = walkWaiting(bounds, t, add)
    if (operation > problem.firstOf[job]!) t = Math.min(t, end[operation - 1]!)
    if (t <= problem.start && start[operation - 1]! >= t) break
  }
  if (t > problem.start) steps.push({ from: problem.start, to: t, part: 'missing', operation: problem.firstOf[job]! })
  return steps
}

interface Bounds {
  readonly material: Instant
  /** earliest_start or a pin. */
  readonly held: Instant
  /** When the operation before has passed on enough. */
  readonly passed: Instant
  /** When its first batch could start. */
  readonly firstBatch: Instant
  readonly ready: Instant
}

function readBounds(placed: UnitSequences, operation: number): Bounds {
  const { problem, end, mode } = placed
  let material = problem.materialAt[operation]!
  for (let k = problem.supplierFrom[operation]!; k < problem.supplierFrom[operation + 1]!; k++)
    material = Math.max(material, end[problem.firstOf[problem.supplierJobs[k]! + 1]! - 1]!)
  const pin = problem.pinMode[operation]! >= 0 ? problem.pinStart[operation]! : Number.NEGATIVE_INFINITY
  const held = Math.max(problem.heldUntil[operation]!, pin)
  let passed = problem.start
  let firstBatch = problem.start
  if (operation > problem.firstOf[problem.jobOf[operation]!]!) {
    const batches = problem.batchStart[mode[operation]!] ? batchBound(placed, operation, mode[operation]!) : null
    passed = batches?.ready ?? end[operation - 1]!
    firstBatch = batches?.first ?? passed
  }
  return { material, held, passed, firstBatch, ready: Math.max(problem.start, material, held, passed) }
}

/** Open time is `part`, closed time of the unit `calendar`. */
function walkWork(
  placed: UnitSequences,
  { operation, from, to, part }: { operation: number; from: Instant; to: Instant; part: 'run' | 'setup' },
  add: Add,
): void {
  const { time } = placed.problem.units[placed.unitOf(operation)]!
  let t = to
  while (t > from) {
    const opened = Math.max(from, time.openedBefore(t))
    add(opened, t, part)
    if (opened <= from) return
    t = Math.max(from, time.closedBefore(opened))
    add(t, opened, 'calendar')
  }
}

/** From a start back to the moment all else was ready: the set-up that bound it, the queue, the unit's closed time. */
function walkUnit(
  placed: UnitSequences,
  { operation, start, ready }: { operation: number; start: Instant; ready: Instant },
  add: Add,
): Instant {
  if (start <= ready) return start
  const { problem, setup, before, end } = placed
  const mode = placed.mode[operation]!
  const { time } = problem.units[problem.modeUnit[mode]!]!
  const seconds = setup[operation]!
  const free = before[operation]! < 0 ? problem.start : end[before[operation]!]!
  let t = start
  if (seconds > 0 && time.advance(free, seconds) > ready) {
    t = Math.min(start, Math.max(ready, placed.setupStart[operation]!))
    walkWork(placed, { operation, from: t, to: start, part: 'setup' }, add)
  }
  const isWhole = problem.resumable[operation] === 0 && t === start
  const first = Math.min(t, isWhole ? time.fitUnbroken(ready, problem.modeRun[mode]!) : time.next(ready))
  add(first, t, 'queue')
  add(ready, first, 'calendar')
  return ready
}

/** From ready back to where the operation before passed on: waiting for components, for a hold, for the rest of a batch. */
function walkWaiting({ material, held, passed, firstBatch }: Bounds, from: Instant, add: Add): Instant {
  let t = from
  while (t > passed) {
    const isMaterial = material >= t
    const other = isMaterial ? held : material
    const to = Math.max(passed, other < t ? other : passed)
    add(to, t, isMaterial ? 'material' : 'missing')
    t = to
  }
  if (firstBatch < t && firstBatch < passed) {
    add(firstBatch, t, 'batch')
    t = firstBatch
  }
  return t
}
