import type { StyleMatrix } from './style-matrix.ts'

/** Quantities as typed, by item. */
export type Cells = Readonly<Record<string, string>>

/** A cell of a pasted block that has no place in the matrix. */
export type PasteFault =
  | { readonly kind: 'row' | 'column'; readonly line: number; readonly value: string; readonly closest: string }
  | { readonly kind: 'outside'; readonly line: number; readonly value: string }

export interface Pasted {
  readonly cells: Cells
  readonly faults: readonly PasteFault[]
}

export interface PastePlace {
  readonly row: number
  readonly column: number
}

interface Block {
  readonly values: readonly (readonly string[])[]
  /** Lines of the block above its values. */
  readonly above: number
  readonly rowOf: (line: number) => number
  readonly columnOf: (place: number) => number
  readonly rowNames: readonly string[] | null
  readonly columnNames: readonly string[] | null
}

/** Is it a quantity, or nothing? Full-width digits and grouped thousands count. */
export const asQuantity = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/,(?=\d{3})/g, '')

export const isQuantity = (text: string, decimals: number): boolean => {
  const [, , places = ''] = /^(\d{1,9})(?:\.(\d+))?$/.exec(text) ?? []
  return /^\d{1,9}(\.\d+)?$/.test(text) && places.replace(/0+$/, '').length <= decimals
}

/**
 * Takes a block of a spreadsheet in. With a row of sizes on top it is matched by names, whatever their order; without, it goes in from the
 * cell where it was pasted. Every cell that finds its place is taken as it is, right or wrong, so that nothing is lost.
 */
export function pasteBlock(matrix: StyleMatrix, text: string, place: PastePlace): Pasted {
  const table = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((one) => one.trim()))
  const block = readBlock(matrix, table, place)
  const cells: Record<string, string> = {}
  const faults: PasteFault[] = []
  for (const [i, line] of block.values.entries()) {
    for (const [j, value] of line.entries()) {
      if (value === '') continue
      const cell = matrix.rows[block.rowOf(i)]?.cells[block.columnOf(j)]
      if (cell) cells[cell.item] = asQuantity(value)
      else if (!isTotal(block, i, j)) faults.push(faultOf(matrix, block, { i, j, value }))
    }
  }
  return { cells, faults: faults.filter((one, i) => faults.findIndex((other) => sameFault(one, other)) === i) }
}

function readBlock(matrix: StyleMatrix, table: readonly (readonly string[])[], place: PastePlace): Block {
  const head = table[0]!
  const hasHead =
    table.length > 1 &&
    head.some(
      (one) =>
        find(
          matrix.columns.map((name) => [name]),
          one,
        ) >= 0,
    )
  const body = hasHead ? table.slice(1) : table
  const hasNames = body.some((line) => line.length > 1 && line[0] !== '' && !isQuantity(asQuantity(line[0]!), 6))
  const values = hasNames ? body.map((line) => line.slice(1)) : body
  const rowNames = hasNames ? body.map((line) => line[0]!) : null
  const columnNames = hasHead ? head.slice(head.length - Math.max(...values.map((line) => line.length))) : null
  const names = matrix.rows.map((row) => [row.value, row.label, ...row.label.split(' ')])
  return {
    values: values.map((line) => (columnNames ? line.slice(0, columnNames.length) : line)),
    above: hasHead ? 1 : 0,
    rowNames,
    columnNames,
    rowOf: (i) => (rowNames ? find(names, rowNames[i]!) : place.row + i),
    columnOf: (j) =>
      columnNames
        ? find(
            matrix.columns.map((name) => [name]),
            columnNames[j]!,
          )
        : j + (hasNames && place.column === 0 ? 0 : place.column),
  }
}

const TOTAL = /^(grand total|total|sum|合计|总计|小计)$/i

/** Sums that a spreadsheet has beside its values are made anew here. */
const isTotal = ({ rowNames, columnNames }: Block, i: number, j: number): boolean =>
  TOTAL.test(rowNames?.[i] ?? '') || TOTAL.test(columnNames?.[j] ?? '')

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const find = (names: readonly (readonly string[])[], text: string): number =>
  names.findIndex((some) => some.some((name) => plain(name) === plain(text)))

function faultOf(
  matrix: StyleMatrix,
  block: Block,
  { i, j, value }: { readonly i: number; readonly j: number; readonly value: string },
): PasteFault {
  const line = i + 1 + block.above
  if (block.rowNames && block.rowOf(i) < 0)
    return {
      kind: 'row',
      line,
      value: block.rowNames[i]!,
      closest: closest(
        matrix.rows.map((one) => one.label),
        block.rowNames[i]!,
      ),
    }
  if (block.columnNames && block.columnOf(j) < 0)
    return {
      kind: 'column',
      line: 1,
      value: block.columnNames[j]!,
      closest: closest(matrix.columns, block.columnNames[j]!),
    }
  return { kind: 'outside', line, value }
}

const sameFault = (one: PasteFault, other: PasteFault): boolean =>
  one.kind === other.kind && one.line === other.line && one.value === other.value

/** The name that shares the most signs with what was written. */
function closest(names: readonly string[], text: string): string {
  const wanted = new Set(plain(text))
  const shared = (name: string): number => [...new Set(plain(name))].filter((sign) => wanted.has(sign)).length
  return names.toSorted((one, other) => shared(other) - shared(one))[0] ?? ''
}
