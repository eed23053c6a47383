import type { Dataset } from '@headwater/domain/dataset'
import { enteringQuantities } from '@headwater/domain/items/entering-quantities'
import type { Operation } from '@headwater/domain/items/routing'
import type { Instant } from '@headwater/domain/measures/instant'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { WorkUnit } from '@headwater/domain/resources/work-center'
import { WorkDays } from '@headwater/domain/resources/work-days'
import { WorkTime } from '@headwater/domain/resources/work-time'
import type { MaterialWait } from './assign-material.ts'
import type { FactoryJob, FactoryProblem, FactoryUnit } from './factory-problem.ts'
import type { JobDraft } from './read-jobs.ts'

/** More transfer batches than this are passed on several at a time: later, never too early. */
const MOST_BATCHES = 512

/** What stays the same from order to order: units, set-up families, holds. */
export interface FactoryResources {
  readonly dataset: Dataset
  readonly start: Instant
  readonly units: readonly FactoryUnit[]
  readonly families: ReadonlyMap<string, number>
  readonly holds: ReadonlyMap<string, Hold>
  readonly unitsOf: ReadonlyMap<string, readonly number[]>
  readonly efficiencyOf: ReadonlyMap<string, Micro>
  readonly stepOf: ReadonlyMap<string, Micro>
}

export function openResources(dataset: Dataset, start: Instant): FactoryResources {
  const holds = readHolds(dataset, start)
  const families = numberFamilies(dataset)
  const first = [...holds.values()].reduce((least, one) => Math.min(least, one.start), start)
  const units = compileUnits(dataset, families, first)
  const unitsOf = new Map<string, number[]>()
  for (const [i, { workCenter }] of units.entries()) unitsOf.set(workCenter, [...(unitsOf.get(workCenter) ?? []), i])
  return {
    dataset,
    start,
    units,
    families,
    holds,
    unitsOf,
    efficiencyOf: new Map(
      dataset.workCenters.flatMap((one) => one.units.map((unit) => [unit.workUnit, unit.efficiency] as const)),
    ),
    stepOf: new Map(dataset.items.map((one) => [one.item, stepOf(one.decimals)])),
  }
}

/** Turns jobs, each with operations and material, into flat arrays. */
export function compileFactory(
  resources: FactoryResources,
  jobs: readonly JobDraft[],
  waits: ReadonlyMap<string, readonly MaterialWait[]>,
): FactoryProblem {
  const lists = emptyLists()
  for (const [j, job] of jobs.entries()) {
    lists.firstOf.push(lists.jobOf.length)
    compileJob(resources, { job, j }, lists)
  }
  lists.firstOf.push(lists.jobOf.length)
  lists.modeFrom.push(lists.modeUnit.length)
  const { start, units, families } = resources
  return {
    start,
    jobs: jobs.map(
      ({ order, item, priority, due }): FactoryJob => ({ order, item, priority, due, weight: 10 - priority }),
    ),
    units,
    families: families.size + 1,
    firstOf: Int32Array.from(lists.firstOf),
    jobOf: Int32Array.from(lists.jobOf),
    sequence: Int32Array.from(lists.sequence),
    quantity: lists.quantity,
    family: Int32Array.from(lists.family),
    resumable: Uint8Array.from(lists.resumable),
    heldUntil: Float64Array.from(lists.heldUntil),
    modeFrom: Int32Array.from(lists.modeFrom),
    modeUnit: Int32Array.from(lists.modeUnit),
    modeRun: Float64Array.from(lists.modeRun),
    modeSetup: Float64Array.from(lists.modeSetup),
    batchDone: lists.batchDone,
    batchStart: lists.batchStart,
    pinMode: Int32Array.from(lists.pinMode),
    pinStart: Float64Array.from(lists.pinStart),
    ...compileMaterial({ jobs, waits, start, firstOf: lists.firstOf, sequence: lists.sequence }),
  }
}

function compileJob(
  { units, families, holds, unitsOf, efficiencyOf, stepOf: steps }: FactoryResources,
  { job, j }: { job: JobDraft; j: number },
  lists: Lists,
): void {
  const entering = enteringQuantities(job.operations, job.quantity, steps.get(job.item)!)
  for (const [k, [operation, quantity]] of entering.entries()) {
    const before = k === 0 ? null : transferBatches(...entering[k - 1]!, quantity)
    const after = k + 1 < entering.length ? transferBatches(operation, quantity, entering[k + 1]![1]) : null
    const hold = holds.get(`${job.order}|${operation.sequence}`)
    lists.jobOf.push(j)
    lists.sequence.push(operation.sequence)
    lists.quantity.push(quantity)
    lists.family.push(operation.setupFamily === null ? 0 : families.get(operation.setupFamily)!)
    lists.resumable.push(operation.resumable ? 1 : 0)
    lists.heldUntil.push(job.earliestStart ?? Number.NEGATIVE_INFINITY)
    lists.modeFrom.push(lists.modeUnit.length)
    lists.pinStart.push(hold?.start ?? 0)
    let pinMode = -1
    for (const mode of modesOf(operation, centerOfUnit(units, hold)))
      for (const unit of unitsOf.get(mode.workCenter) ?? []) {
        const { workUnit } = units[unit]!
        const efficiency = efficiencyOf.get(workUnit)!
        if (hold?.workUnit === workUnit && pinMode < 0) pinMode = lists.modeUnit.length
        lists.modeUnit.push(unit)
        lists.modeRun.push(runSeconds(quantity, mode.runMinutes, efficiency))
        lists.modeSetup.push(minutesToSeconds(mode.setupMinutes, efficiency))
        lists.batchDone.push(
          after && Float64Array.from(after, (one) => runSeconds(one.done, mode.runMinutes, efficiency)),
        )
        lists.batchStart.push(
          before && Float64Array.from(before, (one) => runFloor(one.before, mode.runMinutes, efficiency)),
        )
      }
    lists.pinMode.push(pinMode)
  }
}

const emptyLists = () => ({
  firstOf: [] as number[],
  jobOf: [] as number[],
  sequence: [] as number[],
  quantity: [] as Micro[],
  family: [] as number[],
  resumable: [] as number[],
  heldUntil: [] as number[],
  pinMode: [] as number[],
  pinStart: [] as number[],
  modeFrom: [] as number[],
  modeUnit: [] as number[],
  modeRun: [] as number[],
  modeSetup: [] as number[],
  batchDone: [] as (Float64Array | null)[],
  batchStart: [] as (Float64Array | null)[],
})

type Lists = ReturnType<typeof emptyLists>

/** The operation's own work center first, then its alternatives; last the center where it is held, whatever the routing says. */
function modesOf({ workCenter, setupMinutes, runMinutes, alternatives }: Operation, heldAt: string | null) {
  const modes = [{ workCenter, setupMinutes, runMinutes }, ...alternatives]
  if (heldAt === null || modes.some((mode) => mode.workCenter === heldAt)) return modes
  return [...modes, { workCenter: heldAt, setupMinutes, runMinutes }]
}

const centerOfUnit = (units: readonly FactoryUnit[], hold: Hold | undefined): string | null =>
  hold === undefined ? null : (units.find((unit) => unit.workUnit === hold.workUnit)?.workCenter ?? null)

interface Hold {
  readonly workUnit: string
  readonly start: Instant
}

/** Pinned operations, and what of the last schedule starts inside the frozen zone; a pin is the stronger. */
function readHolds(
  { pinnedOperations, lastSchedule, parameters, calendars }: Dataset,
  start: Instant,
): Map<string, Hold> {
  const holds = new Map<string, Hold>()
  if (parameters.frozenDays > 0) {
    const today = dayOf(start, parameters.timeZone)
    const days = new WorkDays(calendars.get(parameters.calendar)!, today)
    const thaw = localToInstant(days.forward(today, parameters.frozenDays), 0, parameters.timeZone)
    for (const one of lastSchedule) if (one.start < thaw) holds.set(`${one.order}|${one.sequence}`, one)
  }
  for (const one of pinnedOperations) holds.set(`${one.order}|${one.sequence}`, one)
  return holds
}

/** Families from 1; 0 = unknown or none. */
function numberFamilies({ operations, setupTimes, workCenters }: Dataset): Map<string, number> {
  const families = new Map<string, number>()
  const add = (family: string | null): void => {
    if (family !== null && !families.has(family)) families.set(family, families.size + 1)
  }
  for (const one of operations) add(one.setupFamily)
  for (const one of setupTimes) {
    add(one.fromFamily)
    add(one.toFamily)
  }
  for (const center of workCenters) for (const unit of center.units) add(unit.currentFamily)
  return families
}

function compileUnits(dataset: Dataset, families: ReadonlyMap<string, number>, first: Instant): FactoryUnit[] {
  const times = new Map<string, WorkTime>()
  const timeOf = (calendar: string): WorkTime => {
    let time = times.get(calendar)
    if (!time) {
      time = new WorkTime(dataset.calendars.get(calendar)!, dataset.parameters.timeZone, first)
      times.set(calendar, time)
    }
    return time
  }
  return dataset.workCenters.flatMap((center) =>
    center.units.map((unit) => ({
      workUnit: unit.workUnit,
      workCenter: center.workCenter,
      time: timeOf(unit.calendar),
      family: unit.currentFamily === null ? 0 : families.get(unit.currentFamily)!,
      matrix: compileMatrix(dataset, unit, families),
    })),
  )
}

/** Rows of the own center come before rows for all centers. */
function compileMatrix({ setupTimes }: Dataset, unit: WorkUnit, families: ReadonlyMap<string, number>): Float64Array {
  const size = families.size + 1
  const matrix = new Float64Array(size * size).fill(-1)
  for (const own of [false, true])
    for (const row of setupTimes)
      if (own ? row.workCenter === unit.workCenter : row.workCenter === null) {
        const from = row.fromFamily === null ? 0 : families.get(row.fromFamily)!
        matrix[from * size + families.get(row.toFamily)!] = minutesToSeconds(row.minutes, unit.efficiency)
      }
  return matrix
}

interface Batch {
  /** Pieces that the operation before has run when the batch is passed on. */
  readonly done: Micro
  /** Pieces that the next operation has run before it touches the batch. */
  readonly before: Micro
}

/** The batches that an operation passes on; null: the whole lot at once. */
function transferBatches({ transferBatch }: Operation, quantity: Micro, next: Micro): Batch[] | null {
  if (transferBatch === null || transferBatch >= quantity || next <= 0) return null
  const coarse = Math.max(1, Math.ceil(next / transferBatch / MOST_BATCHES))
  const size = transferBatch * coarse
  const count = Math.ceil(next / size)
  if (count <= 1) return null
  return Array.from({ length: count }, (_, j) => ({
    done: j === count - 1 ? quantity : Math.min((j + 1) * size, quantity),
    before: j * size,
  }))
}

const MICRO_SQUARED = 1_000_000_000_000n

/** Seconds for so many pieces, rounded up: minutes × 60 ÷ efficiency. */
function runSeconds(pieces: Micro, minutes: Micro, efficiency: Micro): number {
  const work = BigInt(pieces) * BigInt(minutes) * 60n * 1_000_000n
  const divisor = BigInt(efficiency) * MICRO_SQUARED
  return Number((work + divisor - 1n) / divisor)
}

function runFloor(pieces: Micro, minutes: Micro, efficiency: Micro): number {
  return Number((BigInt(pieces) * BigInt(minutes) * 60n * 1_000_000n) / (BigInt(efficiency) * MICRO_SQUARED))
}

const minutesToSeconds = (minutes: Micro, efficiency: Micro): number => runSeconds(1_000_000, minutes, efficiency)

interface MaterialInput {
  readonly jobs: readonly JobDraft[]
  readonly waits: ReadonlyMap<string, readonly MaterialWait[]>
  readonly start: Instant
  readonly firstOf: readonly number[]
  readonly sequence: readonly number[]
}

function compileMaterial({ jobs, waits, start, firstOf, sequence }: MaterialInput) {
  const jobNumber = new Map(jobs.map((one, j) => [one.order, j]))
  const materialAt = new Float64Array(sequence.length).fill(start)
  const suppliers: Set<number>[] = sequence.map(() => new Set())
  for (const [j, job] of jobs.entries())
    for (const wait of waits.get(job.order) ?? []) {
      const last = firstOf[j + 1]! - 1
      let operation = firstOf[j]!
      while (wait.sequence !== null && operation < last && sequence[operation]! < wait.sequence) operation++
      materialAt[operation] = Math.max(materialAt[operation]!, wait.at)
      for (const order of wait.suppliers) suppliers[operation]!.add(jobNumber.get(order)!)
    }
  const consumers: number[][] = jobs.map(() => [])
  for (const [operation, set] of suppliers.entries()) for (const job of set) consumers[job]!.push(operation)
  const supply = flatten(suppliers.map((set) => [...set]))
  const consumption = flatten(consumers)
  return {
    materialAt,
    supplierFrom: supply.from,
    supplierJobs: supply.values,
    consumerFrom: consumption.from,
    consumers: consumption.values,
  }
}

function flatten(lists: readonly (readonly number[])[]): { from: Int32Array; values: Int32Array } {
  const from = new Int32Array(lists.length + 1)
  for (const [i, list] of lists.entries()) from[i + 1] = from[i]! + list.length
  return { from, values: Int32Array.from(lists.flat()) }
}
