import type { BillLine, Substitute } from '@headwater/domain/items/bill-of-material'
import type { Item } from '@headwater/domain/items/item'
import { multiply, ratioOf } from '@headwater/domain/measures/ratio'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { factorOf, type UnitFactor } from './read-units.ts'
import { numberOf, refuseUnknown, textOf } from './references.ts'
import { type Condition, holdsFor, matchingVariant, membersOf, readCondition, type Variants } from './variants.ts'

export interface BillContext {
  /** Keys of items and styles, also of rows with an error. */
  readonly known: ReadonlySet<string>
  readonly variants: Variants
  /** Keys of items, and of their styles, whose row has an error: what they would be is not known. */
  readonly unsound: ReadonlySet<string>
  readonly units: UnitFactor
  /** `item|sequence` of every operation row, items and styles. */
  readonly operations: ReadonlySet<string>
  readonly issues: IssueList
}

export interface ResolvedLine {
  readonly row: TableRow
  readonly line: BillLine
}

/** Lines of items and of styles, these for each variant that they hold for. */
export function readBills(table: Table, context: BillContext): ResolvedLine[] {
  const where = 'items.csv'
  const rows = refuseUnknown(
    table,
    ['parent', 'component'].map((column) => ({ column, known: context.known, where })),
    context.issues,
  )
  return rows.flatMap((row) => expandLine(table.file, row, context))
}

function expandLine(file: string, row: TableRow, context: BillContext): ResolvedLine[] {
  const { variants, issues } = context
  const when = textOf(row, 'when')
  const condition: Condition | null = when === null ? new Map() : readCondition(when)
  if (condition === null) {
    issues.error(
      'bad-text',
      { file, row: row.row, field: 'when', value: when! },
      `${file} row ${row.row}: when (${when}) should be as size=M|L;colour=red`,
    )
    return []
  }
  if (!datesAgree(file, row, issues)) return []
  const parents = membersOf(textOf(row, 'parent')!, variants).filter((parent) => holdsFor(condition, parent))
  if (!sequenceExists(file, row, parents, context)) return []
  return parents.flatMap((parent) => {
    const component = componentOf(row, parent, variants)
    if (component === null) {
      const value = textOf(row, 'component')!
      if (context.unsound.has(value)) return []
      issues.error(
        'no-variant',
        { file, row: row.row, field: 'component', value },
        `${file} row ${row.row}: style (${value}) should have exactly one variant that matches ${parent.item} in (${textOf(row, 'match') ?? ''})`,
      )
      return []
    }
    const factor = factorOf(row, {
      item: component.item,
      stockUnit: component.unit,
      file,
      units: context.units,
      issues,
    })
    return factor === null ? [] : [{ row, line: lineOf(row, parent, component, factor) }]
  })
}

function lineOf(row: TableRow, parent: Item, component: Item, factor: BillLine['quantity']): BillLine {
  return {
    parent: parent.item,
    component: component.item,
    line: textOf(row, 'line'),
    quantity: multiply(ratioOf(numberOf(row, 'quantity')!), factor),
    scrap: numberOf(row, 'scrap')!,
    validFrom: numberOf(row, 'valid_from'),
    validTo: numberOf(row, 'valid_to'),
    sequence: numberOf(row, 'sequence'),
  }
}

function componentOf(row: TableRow, parent: Item, variants: Variants): Item | null {
  const key = textOf(row, 'component')!
  const item = variants.items.get(key)
  if (item) return item
  const attributes = (textOf(row, 'match') ?? '')
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return matchingVariant(variants.byStyle.get(key) ?? [], parent, attributes)
}

export function datesAgree(file: string, row: TableRow, issues: IssueList): boolean {
  const [from, to] = [numberOf(row, 'valid_from'), numberOf(row, 'valid_to')]
  if (from === null || to === null || to >= from) return true
  issues.error(
    'conflict',
    { file, row: row.row, field: 'valid_to' },
    `${file} row ${row.row}: valid_to should not be before valid_from`,
  )
  return false
}

function sequenceExists(
  file: string,
  row: TableRow,
  parents: readonly Item[],
  { operations, issues }: BillContext,
): boolean {
  const sequence = numberOf(row, 'sequence')
  if (
    sequence === null ||
    parents.every((one) => operations.has(`${one.item}|${sequence}`) || operations.has(`${one.style}|${sequence}`))
  )
    return true
  issues.error(
    'unknown-reference',
    { file, row: row.row, field: 'sequence', value: String(sequence) },
    `${file} row ${row.row}: sequence (${sequence}) should be an operation of ${textOf(row, 'parent')} in operations.csv`,
  )
  return false
}

export interface ResolvedSubstitute {
  readonly row: TableRow
  readonly substitute: Substitute
}

export function readSubstitutes(table: Table, items: ReadonlySet<string>, issues: IssueList): ResolvedSubstitute[] {
  const references = ['item', 'substitute', 'parent'].map((column) => ({ column, known: items, where: 'items.csv' }))
  return refuseUnknown(table, references, issues)
    .filter((row) => datesAgree(table.file, row, issues))
    .map((row) => ({
      row,
      substitute: {
        item: textOf(row, 'item')!,
        substitute: textOf(row, 'substitute')!,
        parent: textOf(row, 'parent'),
        ratio: numberOf(row, 'ratio')!,
        priority: numberOf(row, 'priority')!,
        validFrom: numberOf(row, 'valid_from'),
        validTo: numberOf(row, 'valid_to'),
      },
    }))
}
