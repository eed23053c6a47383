import { openClock } from '../platform/clock.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import { searchSchedule } from './search-schedule.ts'

/** Searches a better schedule in the background. */
export const searchScheduleTask: TaskProgram = async (
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
  { id, database, signal, report },
) =>
  searchSchedule({
    task: id,
    database,
    clock: await openClock(database),
    seconds,
    seed,
    signal,
    onElapsed: (done) => report({ step: 'schedule', done: Math.min(done, seconds), total: seconds }),
  })
