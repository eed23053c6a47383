import type { Item } from '@headwater/domain/items/item'
import type { Operation, OperationAlternative } from '@headwater/domain/items/routing'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { numberOf, refuseUnknown, textOf, unknown } from './references.ts'

export interface RoutingContext {
  readonly known: ReadonlySet<string>
  readonly workCenters: ReadonlySet<string>
  /** `item|sequence` of every operation row, items and styles. */
  readonly keys: ReadonlySet<string>
  readonly items: readonly Item[]
  readonly issues: IssueList
}

export const operationKeys = (table: Table): Set<string> =>
  new Set(table.rows.map((row) => `${textOf(row, 'item')}|${numberOf(row, 'sequence')}`))

/** Routings by item: an item's own rows replace those of its style, with the alternatives of these. */
export function readRoutings(operations: Table, alternatives: Table, context: RoutingContext): Operation[] {
  const { known, workCenters, keys, items, issues } = context
  const references = [
    { column: 'item', known, where: 'items.csv' },
    { column: 'work_center', known: workCenters, where: 'work_centers.csv' },
  ]
  const steps = groupByItem(refuseUnknown(operations, references, issues))
  const styleOf = new Map(items.map((one) => [one.item, one.style]))
  const others = groupByItem(
    refuseUnknown(alternatives, references, issues).filter((row) => {
      const [item, sequence] = [textOf(row, 'item'), numberOf(row, 'sequence')]
      if (keys.has(`${item}|${sequence}`) || keys.has(`${styleOf.get(item ?? '')}|${sequence}`)) return true
      unknown(
        row,
        { file: alternatives.file, field: 'sequence', value: String(sequence), where: 'operations.csv' },
        issues,
      )
      return false
    }),
  )
  return items.flatMap((item) => {
    const own = steps.get(item.item)
    const rows = own ?? ofStyle(steps, item)
    const places = [...(others.get(item.item) ?? []), ...(own ? [] : ofStyle(others, item))]
    return rows.map((row) => operationOf(item.item, row, places)).sort((a, b) => a.sequence - b.sequence)
  })
}

const ofStyle = (rows: ReadonlyMap<string, readonly TableRow[]>, { style }: Item): readonly TableRow[] =>
  style === null ? [] : (rows.get(style) ?? [])

function groupByItem(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const groups = new Map<string, TableRow[]>()
  for (const row of rows) {
    const item = textOf(row, 'item')!
    const group = groups.get(item)
    if (group) group.push(row)
    else groups.set(item, [row])
  }
  return groups
}

function operationOf(item: string, row: TableRow, places: readonly TableRow[]): Operation {
  const sequence = numberOf(row, 'sequence')!
  const setupMinutes = numberOf(row, 'setup_minutes')!
  const runMinutes = numberOf(row, 'run_minutes')!
  const alternatives = new Map<string, OperationAlternative>()
  for (const place of places) {
    const workCenter = textOf(place, 'work_center')!
    if (
      numberOf(place, 'sequence') !== sequence ||
      workCenter === textOf(row, 'work_center') ||
      alternatives.has(workCenter)
    )
      continue
    alternatives.set(workCenter, {
      workCenter,
      setupMinutes: numberOf(place, 'setup_minutes') ?? setupMinutes,
      runMinutes: numberOf(place, 'run_minutes') ?? runMinutes,
    })
  }
  return {
    item,
    sequence,
    name: textOf(row, 'name') ?? String(sequence),
    workCenter: textOf(row, 'work_center')!,
    setupMinutes,
    runMinutes,
    setupFamily: textOf(row, 'setup_family'),
    transferBatch: numberOf(row, 'transfer_batch'),
    resumable: textOf(row, 'resumable') === 'yes',
    scrap: numberOf(row, 'scrap')!,
    alternatives: [...alternatives.values()],
  }
}
