import { localToInstant } from '@headwater/domain/measures/time-zone'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { planIssue } from '@headwater/domain/outcome/plan-issue'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { type RushedSchedule, rushOrders } from '@headwater/engine/scheduling/rush-orders'
import { writeSchedule } from '@headwater/files/write-schedule'
import { writeScheduleMoves } from '@headwater/files/write-schedule-moves'
import { type CommandLine, dayOption } from '../command.ts'
import { answerFolder, type FolderAnswer } from './answer-folder.ts'
import { type Folder, InvalidFolder } from './folder.ts'
import { scheduleSummary } from './schedule-run.ts'
import { startOption } from './today.ts'

/** Rushes orders of a folder into its last_schedule.csv; the answer is in --out, the folder stays as it is. */
export const rushFolder = (line: CommandLine, folder: string): Promise<number> =>
  answerFolder({ ...line, positionals: [folder] }, (read) => answerRush(line, read))

function answerRush(line: CommandLine, { dataset, warnings }: Folder): FolderAnswer {
  const zone = dataset.parameters.timeZone
  const { today, start } = startOption(line, zone)
  const due = dayOption(line, 'due')
  if (dataset.lastSchedule.length === 0) throw new InvalidFolder([noSchedule()])
  const before: Schedule = { operations: dataset.lastSchedule, lateness: [], issues: [] }
  const plan = planMaterials(dataset, today)
  const { schedule: after } = rushed(() =>
    rushOrders({
      dataset,
      plan,
      schedule: before,
      start,
      orders: line.positionals,
      due: due === null ? null : localToInstant(due + 1, 0, zone),
    }),
  )
  const moves = writeScheduleMoves(before.operations, after.operations, zone)
  return { files: new Map([...writeSchedule(after, zone, warnings), ...moves]), summary: scheduleSummary(after) }
}

/** An order that cannot be scheduled is said as the folder's other errors are. */
function rushed(rush: () => RushedSchedule): RushedSchedule {
  try {
    return rush()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidFolder([refusal('ORDER', error.message)])
  }
}

const noSchedule = (): PlanIssue =>
  refusal(
    'last_schedule.csv',
    'last_schedule.csv should hold the schedule in force; copy the schedule.csv of the last run',
  )

const refusal = (field: string, message: string): PlanIssue =>
  planIssue({ severity: 'error', code: 'unknown-reference', field, message })
