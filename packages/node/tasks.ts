import { beginDemoTask } from './begin-demo.task.ts'
import { DEMO_TASK } from './begin-demo.ts'
import { type Exchange, exchangeTasks } from './exchange/index.ts'
import { PLAN_TASK, planCompanyTask, TIME_TASK } from './planning/index.ts'
import type { TaskProgram } from './platform/task-run.ts'
import { IMPORT_TASK, importTask } from './records/index.ts'
import { SEARCH_TASK, searchScheduleTask } from './scheduling/index.ts'

/** Background work that every node and every worker can do. */
export const TASKS: Readonly<Record<string, TaskProgram>> = {
  [PLAN_TASK]: planCompanyTask,
  [TIME_TASK]: planCompanyTask,
  [IMPORT_TASK]: importTask,
  [DEMO_TASK]: beginDemoTask,
  [SEARCH_TASK]: searchScheduleTask,
}

/** The same with the work between companies. */
export const tasksWith = (exchange: Exchange): Readonly<Record<string, TaskProgram>> => ({
  ...TASKS,
  ...exchangeTasks(exchange),
})
