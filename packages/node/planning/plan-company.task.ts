import { noteFailure } from '../inbox/index.ts'
import { openClock } from '../platform/clock.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import type { ScheduleChanges } from './follow-last.ts'
import { planCompany } from './plan-company.ts'

export interface PlanTaskPayload extends ScheduleChanges {
  readonly searchSeconds: number
  readonly goesOn?: boolean
}

const STEPS = ['forecast', 'plan', 'schedule', 'explain'] as const

/** Plans in the background, on whichever machine takes the task; everybody is told where it cannot. */
export const planTask =
  (mostSearchSeconds = Number.POSITIVE_INFINITY): TaskProgram =>
  async (payload: PlanTaskPayload, { id, database, signal, report }) => {
    try {
      return await planCompany({
        database,
        clock: await openClock(database),
        searchSeconds: Math.min(payload.searchSeconds, mostSearchSeconds),
        goesOn: payload.goesOn ?? false,
        undone: payload.undone ?? null,
        wanted: payload.wanted ?? null,
        signal,
        onStep: (step) => report({ step, done: STEPS.indexOf(step), total: STEPS.length }),
      })
    } catch (error) {
      if (!signal.aborted) await noteFailure(database, { kind: 'plan-failed', task: id }, error)
      throw error
    }
  }
