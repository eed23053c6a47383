import type { MaterialWait } from './assign-material.ts'
import { compileFactory, type FactoryResources } from './compile-factory.ts'
import type { FactoryProblem } from './factory-problem.ts'
import type { JobDraft } from './read-jobs.ts'
import { UnitSequences } from './unit-sequences.ts'

/**
 * The same placed operations with one more job, whose operations are not yet placed; `placed` stays as it is. The cost is that of
 * copying arrays, not of compiling the factory again.
 */
export function addJob(
  placed: UnitSequences,
  resources: FactoryResources,
  { job, waits }: { job: JobDraft; waits: readonly MaterialWait[] },
): UnitSequences {
  const added = compileFactory(resources, [job], new Map([[job.order, waits]]))
  const copy = new UnitSequences(appendProblem(placed.problem, added))
  for (const name of ['mode', 'before', 'after', 'head', 'tail', 'setupStart', 'start', 'end', 'setup'] as const)
    copy[name].set(placed[name])
  return copy
}

function appendProblem(base: FactoryProblem, added: FactoryProblem): FactoryProblem {
  const operations = base.jobOf.length
  const jobs = base.jobs.length
  const modes = base.modeUnit.length
  const suppliers = base.supplierJobs.length
  const uses = base.consumers.length
  return {
    ...base,
    jobs: [...base.jobs, ...added.jobs],
    quantity: [...base.quantity, ...added.quantity],
    batchDone: [...base.batchDone, ...added.batchDone],
    batchStart: [...base.batchStart, ...added.batchStart],
    firstOf: join(base.firstOf.subarray(0, jobs), added.firstOf, operations),
    jobOf: join(base.jobOf, added.jobOf, jobs),
    sequence: join(base.sequence, added.sequence, 0),
    family: join(base.family, added.family, 0),
    resumable: joinBytes(base.resumable, added.resumable),
    materialAt: joinTimes(base.materialAt, added.materialAt),
    heldUntil: joinTimes(base.heldUntil, added.heldUntil),
    supplierFrom: join(base.supplierFrom.subarray(0, operations), added.supplierFrom, suppliers),
    supplierJobs: join(base.supplierJobs, added.supplierJobs, 0),
    consumerFrom: join(base.consumerFrom.subarray(0, jobs), added.consumerFrom, uses),
    consumers: join(base.consumers, added.consumers, operations),
    modeFrom: join(base.modeFrom.subarray(0, operations), added.modeFrom, modes),
    modeUnit: join(base.modeUnit, added.modeUnit, 0),
    modeRun: joinTimes(base.modeRun, added.modeRun),
    modeSetup: joinTimes(base.modeSetup, added.modeSetup),
    pinMode: join(
      base.pinMode,
      added.pinMode.map((mode) => (mode < 0 ? mode : mode + modes)),
      0,
    ),
    pinStart: joinTimes(base.pinStart, added.pinStart),
  }
}

function join(a: Int32Array, b: Int32Array, offset: number): Int32Array {
  const joined = new Int32Array(a.length + b.length)
  joined.set(a)
  for (let i = 0; i < b.length; i++) joined[a.length + i] = b[i]! + offset
  return joined
}

function joinTimes(a: Float64Array, b: Float64Array): Float64Array {
  const joined = new Float64Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
