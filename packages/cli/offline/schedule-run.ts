import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { writeSchedule } from '@headwater/files/write-schedule'
import { type Command, type CommandLine, secondsOption, wholeOption } from '../command.ts'
import { answerFolder, type FolderAnswer } from './answer-folder.ts'
import type { Folder } from './folder.ts'
import { searchSchedule } from './search-schedule.ts'
import { startOption } from './today.ts'

export const scheduleRun: Command = {
  name: 'schedule run',
  usage: 'headwater schedule run DIR --out DIR [--today DATE] [--seconds S | --iterations N] [--seed N] [--json]',
  summary: 'finite schedule of a folder of files',
  options: ['out', 'today', 'seconds', 'iterations', 'seed'],
  flags: ['json'],
  positionals: [1, 1],
  run: (line) => answerFolder(line, (folder) => answerSchedule(line, folder)),
}

async function answerSchedule(line: CommandLine, { dataset, warnings }: Folder): Promise<FolderAnswer> {
  const { today, start } = startOption(line, dataset.parameters.timeZone)
  const schedule = await scheduleFolder(line, { dataset, plan: planMaterials(dataset, today), start })
  return { files: writeSchedule(schedule, dataset.parameters.timeZone, warnings), summary: scheduleSummary(schedule) }
}

/** Searches a schedule of a plan in a worker thread within the budget of the command line. */
export function scheduleFolder(
  line: CommandLine,
  planned: { readonly dataset: Dataset; readonly plan: MaterialPlan; readonly start: Instant },
): Promise<Schedule> {
  return searchSchedule({
    ...planned,
    seed: wholeOption(line, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 }),
    seconds: secondsOption(line, 'seconds', 5),
    iterations:
      line.options.iterations === undefined
        ? null
        : wholeOption(line, 'iterations', { least: 0, most: 1e9, otherwise: 0 }),
  })
}

export const scheduleSummary = (schedule: Schedule): Record<string, unknown> => ({
  operations: schedule.operations.length,
  late: schedule.lateness.length,
  issues: schedule.issues.length,
})
