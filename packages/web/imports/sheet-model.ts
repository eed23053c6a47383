import type { CellFault, CheckedFile, RowState } from '../../../schemas/rest/imports.ts'
import type { DraftFile } from './draft.ts'

export type SheetRow = CheckedFile['shown'][number]

/** A place in a sheet: row of the spreadsheet and column of the file; column −1 is the row as a whole. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** The place that is being written in; fresh: typing replaces what was there. */
export interface Editing {
  readonly place: Place
  readonly isFresh: boolean
}

export const cellId = ({ row, column }: Place): string => `cell-${row}-${column}`
export const placeKey = ({ row, column }: Place): string => `${row}:${column}`

export interface SheetModel {
  readonly rows: readonly SheetRow[]
  /** Places of the columns that are shown. */
  readonly columns: readonly number[]
  readonly textAt: (row: SheetRow, column: number) => string
  /** What is wrong at a place, as far as it is not fixed since. */
  readonly faultAt: (place: Place) => CellFault | undefined
  /** Wrong places from top to bottom. */
  readonly wrong: readonly Place[]
  /** Faults of the file itself, and of rows that could not be read. */
  readonly ofFile: readonly CellFault[]
}

/** A file as it is shown: what the node said of it, under what was typed since. */
export function sheetModel(checked: CheckedFile, mine: DraftFile, state: RowState | undefined): SheetModel {
  const { cells } = mine
  const rowOf = new Map(checked.shown.map((one) => [one.row, one]))
  const textAt = (row: SheetRow, column: number): string => cells[`${row.row}:${column}`] ?? row.cells[column] ?? ''
  const isFixed = ({ row, column }: Place): boolean => {
    const sheetRow = rowOf.get(row)
    return sheetRow !== undefined && column >= 0 && textAt(sheetRow, column) !== (sheetRow.cells[column] ?? '')
  }
  const faults = new Map<string, CellFault>()
  const wrong: Place[] = []
  for (const fault of checked.faults) {
    if (fault.row === null || !rowOf.has(fault.row)) continue
    const place = { row: fault.row, column: fault.column ?? -1 }
    if (faults.has(placeKey(place)) || isFixed(place)) continue
    faults.set(placeKey(place), fault)
    wrong.push(place)
  }
  return {
    rows: state === undefined ? checked.shown : checked.shown.filter((one) => one.state === state),
    columns: columnsOf(checked),
    textAt,
    faultAt: (place) => faults.get(placeKey(place)),
    wrong: wrong.toSorted((a, b) => a.row - b.row || a.column - b.column),
    ofFile: checked.faults.filter((one) => one.row === null || !rowOf.has(one.row)),
  }
}

/** Every column of the header, and unnamed ones that have something in them. */
function columnsOf({ header, shown }: CheckedFile): number[] {
  const looked = shown.slice(0, 200)
  const width = Math.max(header.length, ...looked.map((one) => one.cells.length))
  return Array.from({ length: width }, (_, at) => at).filter(
    (at) => (header[at] ?? '') !== '' || looked.some((one) => (one.cells[at] ?? '') !== ''),
  )
}

/** The next wrong place after one, around the end; undefined: none is wrong. */
export function nextWrong({ wrong }: SheetModel, from: Place | null, step: 1 | -1): Place | undefined {
  if (from === null) return step === 1 ? wrong[0] : wrong.at(-1)
  const isAfter = (one: Place): boolean => one.row > from.row || (one.row === from.row && one.column > from.column)
  const isBefore = (one: Place): boolean => one.row < from.row || (one.row === from.row && one.column < from.column)
  return step === 1 ? (wrong.find(isAfter) ?? wrong[0]) : (wrong.findLast(isBefore) ?? wrong.at(-1))
}

const WIDE = /[\u1100-\uffef]/

/** Pixels that a column needs for its name and its first cells. */
export function columnWidth({ header, shown }: CheckedFile, column: number): number {
  const texts = [header[column] ?? '', ...shown.slice(0, 60).map((one) => one.cells[column] ?? '')]
  const widest = Math.max(...texts.map(textWidth))
  return Math.round(Math.min(260, Math.max(124, widest + 34)))
}

const textWidth = (text: string): number =>
  Array.from(text.slice(0, 60)).reduce((sum, letter) => sum + (WIDE.test(letter) ? 13 : 7.4), 0)
