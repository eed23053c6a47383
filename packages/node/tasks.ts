import { beginDemoTask } from './begin-demo.task.ts'
import { DEMO_TASK } from './begin-demo.ts'
import { type Exchange, exchangeTasks } from './exchange/index.ts'
import { PLAN_TASK, planTask, TIME_TASK } from './planning/index.ts'
import type { TaskProgram } from './platform/task-run.ts'
import { IMPORT_TASK, importTask } from './records/index.ts'
import { SEARCH_TASK, searchScheduleTask } from './scheduling/index.ts'

export interface TaskFacts {
  /** None: nothing is done between companies. */
  readonly exchange?: Exchange
  readonly mostSearchSeconds?: number
}

/** Background work that every node and every worker can do. */
export function tasksOf({ exchange, mostSearchSeconds }: TaskFacts): Readonly<Record<string, TaskProgram>> {
  const plan = planTask(mostSearchSeconds)
  return {
    [PLAN_TASK]: plan,
    [TIME_TASK]: plan,
    [IMPORT_TASK]: importTask,
    [DEMO_TASK]: beginDemoTask,
    [SEARCH_TASK]: searchScheduleTask,
    ...(exchange ? exchangeTasks(exchange) : {}),
  }
}
