import { PLAN_TASK, planCompanyTask } from './planning/index.ts'
import type { TaskProgram } from './platform/task-run.ts'
import { IMPORT_TASK, importTask } from './records/index.ts'

/** Background work that every node and every worker can do. */
export const TASKS: Readonly<Record<string, TaskProgram>> = { [PLAN_TASK]: planCompanyTask, [IMPORT_TASK]: importTask }
