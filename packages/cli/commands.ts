import type { Command } from './command.ts'
import { planRun } from './offline/plan-run.ts'
import { promiseAsk } from './offline/promise-ask.ts'
import { scheduleRun } from './offline/schedule-run.ts'

/** Every command, in the order of the help text. */
export const COMMANDS: readonly Command[] = [planRun, scheduleRun, promiseAsk]
