import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { writeMaterialPlan } from '@headwater/files/write-material-plan'
import type { Command, CommandLine } from '../command.ts'
import { answerFolder, type FolderAnswer } from './answer-folder.ts'
import type { Folder } from './folder.ts'
import { todayOption } from './today.ts'

export const planRun: Command = {
  name: 'plan run',
  usage: 'headwater plan run DIR --out DIR [--today DATE] [--json]',
  summary: 'material plan of a folder of files',
  options: ['out', 'today'],
  flags: ['json'],
  positionals: [1, 1],
  run: (line) => answerFolder(line, (folder) => answerPlan(line, folder)),
}

function answerPlan(line: CommandLine, { dataset, warnings }: Folder): FolderAnswer {
  const plan = planMaterials(dataset, todayOption(line, dataset.parameters.timeZone))
  const late = plan.issues.filter((one) => one.code === 'late').length
  return {
    files: writeMaterialPlan(plan, warnings),
    summary: {
      plannedOrders: plan.plannedOrders.length,
      actions: plan.actions.length,
      late,
      issues: plan.issues.length,
    },
  }
}
