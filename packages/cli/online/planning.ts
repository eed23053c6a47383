import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { Accepted, OrderLine, WhyLate } from '../../../schemas/rest/planning.ts'
import type { PromiseAnswer } from '../../../schemas/rest/promising.ts'
import { type Command, EXIT, InvalidInput, requiredOption, wholeOption } from '../command.ts'
import { summarise } from '../progress.ts'
import { followTask } from './follow-task.ts'
import { type NodeClient, openNode } from './node-client.ts'

/** Forecast, plan and schedule of the running node. */
export const plan: Command = {
  name: 'plan',
  usage: 'headwater plan [--json]',
  summary: 'let the node forecast, plan and schedule now, and follow it',
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: async (line) => {
    const node = await openNode()
    const { task } = await node.ask<Accepted>('POST', '/api/plan-runs')
    const { run, counts } = await followTask<{ run: number; counts: Record<string, number> }>(node, task)
    summarise(line.flags.has('json'), { run, ...counts })
    return EXIT.answer
  },
}

/** An order that no plan knows is newer than the plan, or is none. */
async function whyUnknown(
  node: NodeClient,
  { order, line, filter }: { readonly order: string; readonly line: string | undefined; readonly filter: string },
): Promise<string> {
  const name = [order, line].filter(Boolean).join(' / ')
  const { rows } = await node.ask<ListPage<object>>('GET', `/api/records/sales_orders?filter=${filter}&limit=1`)
  return rows.length === 0
    ? `order (${name}) should be an open sales order`
    : `order (${name}) is not in the plan: it is newer than that, or not open. Run headwater plan`
}

/** Why an order is late or has no date: every such line of it, or the one named. */
export const why: Command = {
  name: 'why',
  usage: 'headwater why ORDER [LINE] [--json]',
  summary: 'why an order of the node is late or has no date: a chain whose parts add up',
  options: [],
  flags: ['json'],
  positionals: [1, 2],
  run: async ({ positionals, flags }) => {
    const [order, line] = positionals as [string, string | undefined]
    const node = await openNode()
    const wanted = encodeURIComponent(order)
    const filter = encodeURIComponent(`order:${wanted}${line === undefined ? '' : `;line:${encodeURIComponent(line)}`}`)
    const { rows } = await node.ask<ListPage<OrderLine>>('GET', `/api/order-lines?filter=${filter}&limit=10000`)
    if (rows.length === 0) throw new InvalidInput(await whyUnknown(node, { order, line, filter }))
    const troubled = rows.filter((one) => one.status === 'late' || one.status === 'cannot-plan')
    const causes = await Promise.all(
      troubled.map((one) =>
        node.ask<WhyLate>('GET', `/api/order-lines/${encodeURIComponent(order)}/${encodeURIComponent(one.line)}/why`),
      ),
    )
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(causes)}\n`)
    else process.stdout.write(causes.length === 0 ? `order (${order}) is not late\n` : causes.map(whyText).join('\n'))
    return EXIT.answer
  },
}

const minutes = (value: number): string => `${value} min`

function whyText(why: WhyLate): string {
  const chain = why.chain.map(
    (link) =>
      `  ${link.type.replace('_', ' ')} ${link.order} (${link.item}): ${link.issue?.message ?? partsText(link)}`,
  )
  const answer =
    why.projected === null ? 'no date' : `projected ${why.projected}: ${minutes(Math.round(why.lateMinutes))} late`
  return `${why.order} / ${why.line}  ${why.item}  due ${why.due}, ${answer}\n${chain.join('\n')}\n`
}

function partsText({ parts, lateMinutes }: WhyLate['chain'][number]): string {
  const total = Math.round(lateMinutes)
  const rounded = roundTogether(
    parts.map((one) => one.minutes),
    total,
  )
  const shown = parts.flatMap((one, i) => (rounded[i]! > 0 ? [`${one.part} ${minutes(rounded[i]!)}`] : []))
  return `${shown.join(' + ')} = ${minutes(total)}`
}

/** Whole numbers that add up to the whole total: the largest rests are rounded up. */
function roundTogether(values: readonly number[], total: number): number[] {
  const rounded = values.map(Math.floor)
  const byRest = [...values.keys()].sort((a, b) => (values[b]! % 1) - (values[a]! % 1))
  const missing = total - rounded.reduce((sum, one) => sum + one, 0)
  for (const i of byRest.slice(0, Math.max(0, missing))) rounded[i]! += 1
  return rounded
}

/** A month: longer than this nothing is reserved. */
const MOST_HOURS = 720

/** A date for a quantity from the running node. */
export const promise: Command = {
  name: 'promise',
  usage: 'headwater promise --item I --quantity Q --wanted DATE [--reserve HOURS] [--json]',
  summary: 'a date for a quantity from the node, what binds it and what would make it earlier',
  options: ['item', 'quantity', 'wanted', 'reserve'],
  flags: ['json'],
  positionals: [0, 0],
  run: async (line) => {
    const reserveHours = wholeOption(line, 'reserve', { least: 1, most: MOST_HOURS, otherwise: 1 })
    const node = await openNode()
    const answer = await node.ask<PromiseAnswer>('POST', '/api/promises', {
      item: requiredOption(line, 'item'),
      quantity: requiredOption(line, 'quantity'),
      wanted: requiredOption(line, 'wanted'),
      ...(line.options.reserve === undefined ? {} : { reserveHours }),
    })
    if (line.flags.has('json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
    else process.stdout.write(promiseText(answer))
    return EXIT.answer
  },
}

function promiseText(answer: PromiseAnswer): string {
  const { binding } = answer
  const lines = [
    `${answer.quantity} ${answer.item}: ${answer.promised ?? 'no date'} (wanted ${answer.wanted}, by ${answer.method})`,
    ...(binding.type === 'none' ? [] : [`  bound by ${binding.type} ${binding.item ?? ''} ${binding.date ?? ''}`]),
    ...answer.sources.map(
      (one) => `  ${one.quantity} from ${one.type.replace('_', ' ')} ${one.order ?? ''} on ${one.date}`,
    ),
    ...answer.levers.map((one) =>
      one.type === 'part'
        ? `  ${one.quantity} could leave on ${one.date}`
        : `  with ${one.type} ${one.item} free: ${one.date}`,
    ),
    ...(answer.reservation ? [`  reserved until ${answer.reservation.expires}`] : []),
  ]
  return `${lines.join('\n')}\n`
}
