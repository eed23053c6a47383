import type { Command } from './command.ts'
import { forecastRun } from './offline/forecast-run.ts'
import { planRun } from './offline/plan-run.ts'
import { promiseAsk } from './offline/promise-ask.ts'
import { runAll } from './offline/run-all.ts'
import { scheduleRun } from './offline/schedule-run.ts'

/** Every command, in the order of the help text. */
export const COMMANDS: readonly Command[] = [forecastRun, planRun, scheduleRun, runAll, promiseAsk]
