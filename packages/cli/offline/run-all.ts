import { forecastItems } from '@headwater/engine/forecasting/forecast-items'
import { withForecasts } from '@headwater/engine/forecasting/with-forecasts'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { writeForecasts } from '@headwater/files/write-forecasts'
import { writeIssues } from '@headwater/files/write-issues'
import { writeMaterialPlan } from '@headwater/files/write-material-plan'
import { writeSchedule } from '@headwater/files/write-schedule'
import type { Command, CommandLine } from '../command.ts'
import { answerFolder, type FolderAnswer } from './answer-folder.ts'
import type { Folder } from './folder.ts'
import { scheduleFolder, scheduleSummary } from './schedule-run.ts'
import { startOption } from './today.ts'

export const runAll: Command = {
  name: 'run',
  usage: 'headwater run DIR --out DIR [--today DATE] [--seconds S | --iterations N] [--seed N] [--json]',
  summary: 'forecast, plan and schedule of a folder of files, in order',
  options: ['out', 'today', 'seconds', 'iterations', 'seed'],
  flags: ['json'],
  positionals: [1, 1],
  run: (line) => answerFolder(line, (folder) => answerAll(line, folder)),
}

/** A folder's own forecasts.csv stands; items without one get the forecast of their sell-through. */
async function answerAll(line: CommandLine, { dataset: given, warnings }: Folder): Promise<FolderAnswer> {
  const { today, start } = startOption(line, given.parameters.timeZone)
  const { forecasts, quantiles } = forecastItems(given, today)
  const dataset = withForecasts(given, forecasts)
  const plan = planMaterials(dataset, today)
  const schedule = await scheduleFolder(line, { dataset, plan, start })
  const files = new Map([
    ...writeForecasts({ forecasts, quantiles }),
    ...writeMaterialPlan(plan, warnings),
    ...writeSchedule(schedule, dataset.parameters.timeZone, warnings),
  ])
  files.set('issues.csv', writeIssues([...warnings, ...plan.issues, ...schedule.issues]))
  return {
    files,
    summary: {
      forecasts: quantiles.length,
      plannedOrders: plan.plannedOrders.length,
      actions: plan.actions.length,
      ...scheduleSummary(schedule),
    },
  }
}
