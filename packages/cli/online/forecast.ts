import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { Accepted } from '../../../schemas/rest/planning.ts'
import type { ForecastView } from '../../../schemas/rest/results.ts'
import { type Command, EXIT, InvalidInput } from '../command.ts'
import { followTask } from './follow-task.ts'
import { openNode } from './node-client.ts'

const PAGE = 10_000

/** What is expected, by item. */
export const forecast: Command = {
  name: 'forecast',
  usage:
    'headwater forecast [ITEM] [--run] [--json]\n    --run  forecast anew from the sales that the node has now (and plan with it)',
  summary: 'the forecast of the node, of one item or of each, with quantiles and method',
  options: [],
  flags: ['run', 'json'],
  positionals: [0, 1],
  run: async ({ positionals, flags }) => {
    const [item] = positionals
    const node = await openNode()
    if (flags.has('run')) await followTask(node, (await node.ask<Accepted>('POST', '/api/plan-runs')).task)
    const filter = item === undefined ? '' : `&filter=${encodeURIComponent(`item:${encodeURIComponent(item)}`)}`
    const rows: ForecastView[] = []
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
      const page: ListPage<ForecastView> = await node.ask('GET', `/api/forecasts?limit=${PAGE}${filter}${cursor}`)
      for (const row of page.rows) rows.push(row)
      next = page.next
    }
    if (item !== undefined && rows.length === 0)
      throw new InvalidInput(`item (${item}) has no forecast. Import its sales, then headwater forecast ${item} --run`)
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(rows)}\n`)
    else process.stdout.write(item === undefined ? eachItem(rows) : oneItem(rows))
    return EXIT.answer
  },
}

const line = (cells: readonly string[]): string =>
  cells
    .map((one) => one.padEnd(14))
    .join('')
    .trimEnd()

function oneItem(rows: readonly ForecastView[]): string {
  const head = line(['date', 'bucket', 'quantity', 'p10', 'p50', 'p90', 'method'])
  const body = rows.map((one) =>
    line([one.date, one.bucket, one.quantity, one.p10 ?? '', one.p50 ?? '', one.p90 ?? '', one.method]),
  )
  return `${[head, ...body].join('\n')}\n`
}

/** An item a line: its next bucket, and the method. */
function eachItem(rows: readonly ForecastView[]): string {
  const first = [...Map.groupBy(rows, (one) => one.item).values()].map((of) => of[0]!)
  const head = `${'item'.padEnd(26)}${line(['date', 'bucket', 'quantity', 'p10', 'p90', 'method'])}`
  const body = first.map(
    (one) =>
      `${one.item.padEnd(26)}${line([one.date, one.bucket, one.quantity, one.p10 ?? '', one.p90 ?? '', one.method])}`,
  )
  return `${[head, ...body].join('\n')}\n${first.length} items; headwater forecast ITEM shows every bucket\n`
}
