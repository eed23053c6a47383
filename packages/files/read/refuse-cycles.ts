import type { IssueList } from './issue-list.ts'
import type { ResolvedLine, ResolvedSubstitute } from './read-bills.ts'

interface Edge {
  readonly to: string
  readonly file: string
  readonly row: number
  readonly field: string
  readonly value: string
}

/**
 * Refuses cycles over all bill lines of whatever date and over item → substitute reversed (a substitute is netted before
 * the item it replaces). Each cycle is named once, on one of its rows, with its path.
 */
export function refuseCycles(
  lines: readonly ResolvedLine[],
  substitutes: readonly ResolvedSubstitute[],
  issues: IssueList,
): void {
  const edges = new Map<string, Edge[]>()
  const add = (from: string, edge: Edge): void => {
    const list = edges.get(from)
    if (list) list.push(edge)
    else edges.set(from, [edge])
  }
  for (const { row, line } of lines)
    add(line.parent, { to: line.component, file: 'boms.csv', row: row.row, field: 'component', value: line.component })
  for (const { row, substitute } of substitutes)
    add(substitute.substitute, {
      to: substitute.item,
      file: 'substitutes.csv',
      row: row.row,
      field: 'substitute',
      value: substitute.substitute,
    })
  const done = new Set<string>()
  for (const start of edges.keys()) if (!done.has(start)) walk(start, edges, done, issues)
}

/** Depth first with an own stack: bills may be deeper than the call stack. */
function walk(start: string, edges: ReadonlyMap<string, readonly Edge[]>, done: Set<string>, issues: IssueList): void {
  const path: string[] = [start]
  const onPath = new Map([[start, 0]])
  const next: number[] = [0]
  while (path.length > 0) {
    const at = path.at(-1)!
    const edge = edges.get(at)?.[next[next.length - 1]!++]
    if (!edge) {
      done.add(at)
      onPath.delete(at)
      path.pop()
      next.pop()
    } else if (onPath.has(edge.to)) refuse([...path.slice(onPath.get(edge.to)), edge.to], edge, issues)
    else if (!done.has(edge.to)) {
      onPath.set(edge.to, path.length)
      path.push(edge.to)
      next.push(0)
    }
  }
}

function refuse(cycle: readonly string[], { file, row, field, value }: Edge, issues: IssueList): void {
  issues.error(
    'cycle',
    { file, row, field, value, ring: cycle },
    `${file} row ${row}: an item should not be made of itself (${cycle.join(' → ')}). Remove one line of this path`,
  )
}
