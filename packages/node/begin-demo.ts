import { dayOf } from '@headwater/domain/measures/time-zone'
import { drawDemo } from './draw-demo.ts'
import { planCompany } from './planning/index.ts'
import { openClock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import { defaultPack } from './platform/packs.ts'
import { Refused } from './platform/problem.ts'
import { readSetting } from './platform/settings.store.ts'
import type { TaskContext } from './platform/task-run.ts'
import { addTask } from './platform/tasks.ts'
import { beginRecords, DEMO_SETTING, hasRecords, OwnRecords } from './records/index.ts'

export const DEMO_TASK = 'begin-demo'
const SEARCH_SECONDS = 3
const STEPS = ['drawing the company', 'writing records', 'forecast', 'plan', 'schedule', 'explain'] as const

/** Orders the demo company in the background. Refused: there are records. */
export async function orderDemo(database: Database): Promise<string> {
  if (await hasRecords(database)) throw taken()
  return addTask(database, { name: DEMO_TASK, payload: null, queue: DEMO_TASK })
}

const taken = (): Refused =>
  new Refused(
    'conflict',
    'The company has records already, and the demo would be mixed with them. Begin another company',
  )

/**
 * Gives an empty company the records of the demo, whole or not at all, and plans it. Begun again after its worker died, it goes on with
 * the plan.
 */
export async function beginDemo({ database, signal, report }: TaskContext): Promise<{ readonly run: number }> {
  const tell = (step: (typeof STEPS)[number]): void => report({ step, done: STEPS.indexOf(step), total: STEPS.length })
  const clock = await openClock(database)
  if (!(await hasRecords(database))) {
    tell('drawing the company')
    const today = dayOf(Math.floor(clock.machine() / 1000), 'Asia/Shanghai')
    const { figures: _, ...first } = await drawDemo({ today, pack: defaultPack(), signal })
    signal.throwIfAborted()
    tell('writing records')
    await beginRecords(database, first).catch((error: unknown) => {
      throw error instanceof OwnRecords ? taken() : error
    })
  } else if ((await readSetting(database, DEMO_SETTING)) !== true) throw taken()
  const { run } = await planCompany({ database, clock, searchSeconds: SEARCH_SECONDS, signal, onStep: tell })
  return { run }
}
