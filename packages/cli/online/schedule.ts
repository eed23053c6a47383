import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { Accepted, OrderLine } from '../../../schemas/rest/planning.ts'
import type { ScheduleMove } from '../../../schemas/rest/results.ts'
import { type Command, EXIT, wholeOption } from '../command.ts'
import { followTask } from './follow-task.ts'
import { openNode } from './node-client.ts'

const SHOWN = 20
const SEARCH_SECONDS = 5
const MOST_SECONDS = 3600
const MOST_ROWS = 10_000

/** Schedules anew with a search budget, and says what moved and what is late. */
export const schedule: Command = {
  name: 'schedule',
  usage:
    'headwater schedule [--seconds S] [--json]\n    --seconds  search for a better schedule for so long, 5 unless told, at most 3600',
  summary: 'let the node schedule anew, and say which operations moved and which order lines are late',
  options: ['seconds'],
  flags: ['json'],
  positionals: [0, 0],
  run: async (line) => {
    const seconds = wholeOption(line, 'seconds', { least: 1, most: MOST_SECONDS, otherwise: SEARCH_SECONDS })
    const node = await openNode()
    const { task } = await node.ask<Accepted>('POST', `/api/plan-runs?searchSeconds=${seconds}`)
    const { run, counts } = await followTask<{ run: number; counts: Record<string, number> }>(node, task)
    const moves = await node.ask<ListPage<ScheduleMove>>('GET', `/api/schedule-moves?limit=${MOST_ROWS}`)
    const late = await node.ask<ListPage<OrderLine>>('GET', `/api/order-lines?filter=status:late&limit=${MOST_ROWS}`)
    if (line.flags.has('json'))
      process.stdout.write(`${JSON.stringify({ run, counts, moves: moves.rows, late: late.rows })}\n`)
    else process.stdout.write(scheduleText(counts.operationsScheduled ?? 0, moves, late))
    return EXIT.answer
  },
}

function scheduleText(operations: number, moves: ListPage<ScheduleMove>, late: ListPage<OrderLine>): string {
  const moved = moves.rows.slice(0, SHOWN).map(moveText)
  const orders = late.rows
    .slice(0, SHOWN)
    .map((one) => `  ${one.order} / ${one.line}  ${one.item}  due ${one.requested}, projected ${one.projected}`)
  return [
    `${operations} operations, ${moves.total} elsewhere than before`,
    ...moved,
    ...more(moves.total ?? 0),
    `${late.total} late order lines`,
    ...orders,
    ...more(late.total ?? 0),
    '',
  ].join('\n')
}

const more = (total: number): string[] => (total > SHOWN ? [`  … and ${total - SHOWN} more (--json has all)`] : [])

function moveText({ order, sequence, change, workUnit, wasWorkUnit, start, wasStart, minutes }: ScheduleMove): string {
  const name = `  ${order} ${sequence}`
  if (change === 'new') return `${name}  new on ${workUnit} at ${start}`
  if (change === 'gone') return `${name}  no more (was on ${wasWorkUnit} at ${wasStart})`
  const unit = workUnit === wasWorkUnit ? workUnit : `${wasWorkUnit} → ${workUnit}`
  const by =
    minutes === null || minutes === 0
      ? 'at the same time'
      : `${Math.abs(minutes)} min ${minutes > 0 ? 'later' : 'earlier'}`
  return `${name}  ${unit}  ${by}, now at ${start}`
}
