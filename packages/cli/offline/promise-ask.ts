import { type Day, parseDay } from '@headwater/domain/measures/day'
import { type Micro, parseMicro } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { type InputIssueCode, type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk } from '@headwater/engine/promising/promise-desk'
import { promiseOrder } from '@headwater/engine/promising/promise-order'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { issueJson, promiseJson } from '@headwater/files/write-promise'
import { type Command, type CommandLine, EXIT, requiredOption } from '../command.ts'
import { type Folder, InvalidFolder, readFolder } from './folder.ts'
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
  const item = requiredOption(line, 'item')
  const { quantity, wanted, issues } = readRequest(line)
  const { dataset } = await readWith(issues, line.positionals[0]!)
  if (!dataset.items.some((one) => one.item === item))
    issues.unshift(refusal('unknown-reference', '--item', item, 'an item of items.csv'))
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
  return promiseOrder(openPromiseDesk(dataset, plan, schedule, { today, now }), { item, quantity, wanted })
}

/** A folder that is refused says so together with what is wrong in the question. */
async function readWith(issues: readonly PlanIssue[], path: string): Promise<Folder> {
  try {
    return await readFolder(path)
  } catch (error) {
    if (!(error instanceof InvalidFolder)) throw error
    throw new InvalidFolder([...issues, ...error.issues])
  }
}

/** Quantity and wanted date; where one is refused, `issues` says why and the value stands for nothing. */
function readRequest(line: CommandLine): { quantity: Micro; wanted: Day; issues: PlanIssue[] } {
  const [quantityText, wantedText] = [requiredOption(line, 'quantity'), requiredOption(line, 'wanted')]
  const [quantity, wanted] = [parseMicro(quantityText), parseDay(wantedText)]
  const issues: PlanIssue[] = []
  if (typeof quantity === 'string')
    issues.push(
      refusal(quantity, '--quantity', quantityText, 'a number with at most 9 digits before and 6 after the point'),
    )
  else if (quantity <= 0) issues.push(refusal('out-of-range', '--quantity', quantityText, 'above 0'))
  if (wanted === null) issues.push(refusal('not-a-date', '--wanted', wantedText, 'a date that exists, as 2026-03-10'))
  return { quantity: typeof quantity === 'string' ? 0 : quantity, wanted: wanted ?? 0, issues }
}

const refusal = (code: InputIssueCode, field: string, value: string, should: string): PlanIssue =>
  planIssue({ severity: 'error', code, field, value, message: `${field} (${value}) should be ${should}` })
