import type { ListPage } from '../../../schemas/rest/lists.ts'
import { InvalidInput } from '../command.ts'
import type { NodeClient } from './node-client.ts'
import { beginsSo } from './short-id.ts'

/** How many rows may hold what was typed; more than this begin alike only where next to nothing was typed. */
const MOST = 10_000
const LONGEST_SEARCH = 200

interface Sought<Row> {
  /** What it is, as the message says it. */
  readonly noun: string
  readonly called: string
  /** Every id that may be said for a row. */
  readonly idsOf: (row: Row) => readonly string[]
  /** The command that lists them. */
  readonly listedBy: string
}

/** The row that an id names, or the beginning of one alone. Throws InvalidInput: none, or which. */
export function rowCalled<Row>(rows: readonly Row[], { noun, called, idsOf, listedBy }: Sought<Row>): Row {
  const same = rows.filter((row) => idsOf(row).includes(called))
  const found = same.length > 0 ? same : rows.filter((row) => idsOf(row).some((id) => beginsSo(id, called)))
  if (found.length === 1) return found[0]!
  throw new InvalidInput(
    found.length === 0
      ? `${noun} (${called}) should be the id of one, or its beginning of four characters or more: "headwater ${listedBy}" lists them`
      : `${noun} (${called}) should be one alone, and ${found.length} begin so: ${found
          .slice(0, 3)
          .map((row) => idsOf(row)[0])
          .join(', ')}${found.length > 3 ? ', …' : ''}`,
  )
}

/** The rows of a list of the node that hold what was typed. */
export async function rowsHolding<Row>(node: NodeClient, path: string, called: string): Promise<readonly Row[]> {
  const search = encodeURIComponent(called.slice(0, LONGEST_SEARCH))
  return (await node.ask<ListPage<Row>>('GET', `${path}?search=${search}&limit=${MOST}`)).rows
}

/** The dataset, negotiation, agreement or transfer that an id of ours names, or its beginning. Throws InvalidInput. */
export async function rowOf<Row extends { readonly id: string }>(
  node: NodeClient,
  noun: 'dataset' | 'negotiation' | 'agreement' | 'transfer',
  called: string,
): Promise<Row> {
  const rows = await rowsHolding<Row & { readonly name?: string }>(node, `/api/${noun}s`, called)
  // An agreement has a name that both companies use, and that the lists print.
  const idsOf = ({ id, name }: { readonly id: string; readonly name?: string }) =>
    name === undefined ? [id] : [name, id]
  return rowCalled(rows, { noun, called, idsOf, listedBy: `${noun} list` })
}
