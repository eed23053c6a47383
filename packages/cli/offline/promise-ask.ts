import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { type InputIssueCode, type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk } from '@headwater/engine/promising/promise-desk'
import { promiseOrder } from '@headwater/engine/promising/promise-order'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { issueJson, promiseJson } from '@headwater/files/write-promise'
import { type Command, type CommandLine, EXIT, requiredOption } from '../command.ts'
import { InvalidFolder, readFolder } from './folder.ts'
import { todayOption } from './today.ts'

/** Enough rounds for a schedule to promise against; the answer is the same on each run. */
const SCHEDULE_ITERATIONS = 200

export const promiseAsk: Command = {
  name: 'promise ask',
  usage: 'headwater promise ask DIR --item I --quantity Q --wanted DATE [--today DATE] --json',
  summary: 'a date for a quantity from a folder of files; asking changes nothing',
  options: ['item', 'quantity', 'wanted', 'today'],
  flags: ['json'],
  positionals: [1, 1],
  run: async (line) => {
    try {
      process.stdout.write(`${JSON.stringify(promiseJson(await askFolder(line)))}\n`)
      return EXIT.answer
    } catch (error) {
      if (!(error instanceof InvalidFolder)) throw error
      process.stdout.write(`${JSON.stringify({ issues: error.issues.map(issueJson) })}\n`)
      return EXIT.invalid
    }
  },
}

async function askFolder(line: CommandLine): Promise<DeliveryPromise> {
  const [item, quantityText, wantedText] = ['item', 'quantity', 'wanted'].map((name) => requiredOption(line, name)) as [
    string,
    string,
    string,
  ]
  const { dataset } = await readFolder(line.positionals[0]!)
  const issues: PlanIssue[] = []
  const refuse = (code: InputIssueCode, field: string, value: string, message: string): void => {
    issues.push(planIssue({ severity: 'error', code, field, value, message }))
  }
  if (!dataset.items.some((one) => one.item === item))
    refuse('unknown-reference', '--item', item, `--item (${item}) should be an item of items.csv`)
  const quantity = parseMicro(quantityText)
  if (typeof quantity === 'string')
    refuse(
      quantity,
      '--quantity',
      quantityText,
      `--quantity (${quantityText}) should be a number with at most 9 digits before and 6 after the point`,
    )
  else if (quantity <= 0)
    refuse('out-of-range', '--quantity', quantityText, `--quantity (${quantityText}) should be above 0`)
  const wanted = parseDay(wantedText)
  if (wanted === null)
    refuse('not-a-date', '--wanted', wantedText, `--wanted (${wantedText}) should be a date that exists, as 2026-03-10`)
  if (issues.length > 0) throw new InvalidFolder(issues)
  const zone = dataset.parameters.timeZone
  const today = todayOption(line, zone)
  const now = localToInstant(today, 0, zone)
  const plan = planMaterials(dataset, today)
  const schedule = scheduleFactory(dataset, plan, now, {
    seed: 1,
    shouldStop: () => false,
    iterations: SCHEDULE_ITERATIONS,
  })
  const desk = openPromiseDesk(dataset, plan, schedule, { today, now })
  return promiseOrder(desk, { item, quantity: quantity as number, wanted: wanted as number })
}
