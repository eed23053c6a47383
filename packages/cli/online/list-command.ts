import type { ListPage } from '../../../schemas/rest/lists.ts'
import { aligned } from '../aligned.ts'
import { type Command, EXIT } from '../command.ts'
import { say } from '../progress.ts'
import { type NodeClient, openNode } from './node-client.ts'

export interface PrintedList<Row> {
  /** With its filter, where it has one. */
  readonly path: string
  readonly cellsOf: (row: Row) => readonly string[]
  /** What is said where there is no row. */
  readonly none: string
}

/** The newest rows of a list, below each other or as JSON. */
export async function printList<Row>(
  node: NodeClient,
  { path, cellsOf, none }: PrintedList<Row>,
  isJson: boolean,
): Promise<void> {
  const { rows, total } = await node.ask<ListPage<Row>>('GET', path)
  if (isJson) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else for (const text of aligned(rows.map(cellsOf))) process.stdout.write(`${text}\n`)
  if (rows.length === 0) say(none)
  else if ((total ?? 0) > rows.length) say(`The newest ${rows.length} of ${total}.`)
}

/** A command that prints a list of the node. */
export const listCommand = <Row>(
  name: string,
  { summary, ...list }: PrintedList<Row> & { readonly summary: string },
): Command => ({
  name,
  usage: `headwater ${name} [--json]`,
  summary,
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: async ({ flags }) => {
    await printList(await openNode(), list, flags.has('json'))
    return EXIT.answer
  },
})
