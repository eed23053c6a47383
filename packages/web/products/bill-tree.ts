import type { ProductBill, ProductLine, ProductUses } from '../../../schemas/rest/products.ts'

/** One row of a bill laid out as an indented tree. */
export interface TreeRow<Line> {
  /** `key|parent` of the line; empty for the root. */
  readonly id: string
  readonly item: string
  readonly line: Line | null
  readonly depth: number
  /** Its own lines stand further up: they are not said twice. */
  readonly isAgain: boolean
  readonly hasLines: boolean
}

interface Edge {
  readonly key: string
  readonly parent: string
  readonly component: string
}

export const lineId = (line: Edge): string => `${line.key} ${line.parent} ${line.component}`

/**
 * Depth first, each item's lines once: where it comes again it says so, so that a part that many share does not fill the page, however
 * many ways lead to it. With its own stack, since bills may be deeper than the call stack.
 */
function layTree<Line extends Edge>(
  root: string,
  lines: readonly Line[],
  [from, to]: readonly ['parent' | 'component', 'parent' | 'component'],
  closed: ReadonlySet<string>,
): readonly TreeRow<Line>[] {
  const below = Map.groupBy(lines, (one) => one[from])
  const opened = new Set<string>()
  const rows: TreeRow<Line>[] = []
  const stack: { item: string; line: Line | null; depth: number }[] = [{ item: root, line: null, depth: 0 }]
  while (stack.length > 0) {
    const { item, line, depth } = stack.pop()!
    const own = below.get(item) ?? []
    const isAgain = own.length > 0 && opened.has(item)
    const id = line === null ? '' : lineId(line)
    rows.push({ id, item, line, depth, isAgain, hasLines: own.length > 0 && !isAgain })
    if (isAgain || closed.has(id)) continue
    opened.add(item)
    for (const one of own.toReversed()) stack.push({ item: one[to], line: one, depth: depth + 1 })
  }
  return rows
}

/** What an item is made of. */
export const billRows = ({ item, lines }: ProductBill, closed: ReadonlySet<string>): readonly TreeRow<ProductLine>[] =>
  layTree(item, lines, ['parent', 'component'], closed)

export type UseLine = ProductUses['lines'][number]

/** What an item goes into. */
export const goesInto = ({ item, lines }: ProductUses, closed: ReadonlySet<string>): readonly TreeRow<UseLine>[] =>
  layTree(item, lines, ['component', 'parent'], closed)
