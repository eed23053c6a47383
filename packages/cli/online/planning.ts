import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { Accepted, OrderLine, WhyLate } from '../../../schemas/rest/planning.ts'
import type { PromiseAnswer } from '../../../schemas/rest/promising.ts'
import { type Command, EXIT, requiredOption } from '../command.ts'
import { summarise } from '../progress.ts'
import { followTask } from './follow-task.ts'
import { openNode } from './node-client.ts'

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

/** Why an order is late: every late line of it, or the one named. */
export const why: Command = {
  name: 'why',
  usage: 'headwater why ORDER [LINE] [--json]',
  summary: 'why an order of the node is late: a chain whose parts add up',
  options: [],
  flags: ['json'],
  positionals: [1, 2],
  run: async ({ positionals, flags }) => {
    const [order, line] = positionals as [string, string | undefined]
    const node = await openNode()
    const wanted = encodeURIComponent(order)
    const filter = encodeURIComponent(
      `status:late;order:${wanted}${line === undefined ? '' : `;line:${encodeURIComponent(line)}`}`,
    )
    const late = (await node.ask<ListPage<OrderLine>>('GET', `/api/order-lines?filter=${filter}&limit=10000`)).rows
    const causes = await Promise.all(
      late.map((one) =>
        node.ask<WhyLate>('GET', `/api/order-lines/${encodeURIComponent(order)}/${encodeURIComponent(one.line)}/why`),
      ),
    )
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(causes)}\n`)
    else process.stdout.write(causes.length === 0 ? `order (${order}) is not late\n` : causes.map(whyText).join('\n'))
    return EXIT.answer
  },
}

const minutes = (value: number): string => `${Math.round(value)} min`

function whyText(why: WhyLate): string {
  const chain = why.chain.map((link) => {
    const parts = link.parts.filter((one) => one.minutes > 0).map((one) => `${one.part} ${minutes(one.minutes)}`)
    return `  ${link.type.replace('_', ' ')} ${link.order} (${link.item}): ${parts.join(' + ')} = ${minutes(link.lateMinutes)}`
  })
  return `${why.order} / ${why.line}  ${why.item}  due ${why.due}, projected ${why.projected}: ${minutes(why.lateMinutes)} late\n${chain.join('\n')}\n`
}

/** A date for a quantity from the running node. */
export const promise: Command = {
  name: 'promise',
  usage: 'headwater promise --item I --quantity Q --wanted DATE [--reserve HOURS] [--json]',
  summary: 'a date for a quantity from the node, what binds it and what would make it earlier',
  options: ['item', 'quantity', 'wanted', 'reserve'],
  flags: ['json'],
  positionals: [0, 0],
  run: async (line) => {
    const node = await openNode()
    const { reserve } = line.options
    const answer = await node.ask<PromiseAnswer>('POST', '/api/promises', {
      item: requiredOption(line, 'item'),
      quantity: requiredOption(line, 'quantity'),
      wanted: requiredOption(line, 'wanted'),
      ...(reserve === undefined ? {} : { reserveHours: Number(reserve) }),
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
