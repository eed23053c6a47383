import type { CellKind } from '@headwater/files/workbook/write-table'

/**
 * A cell of a CSV table that people open in a spreadsheet: that computes a text which begins like a formula, whoever typed it, and an
 * apostrophe keeps it a text. Numbers stay numbers. Not for the files of the contract, which are read back as they are.
 */
export const plainCell = <Value extends string | number | null>(value: Value, kind: CellKind): Value | string =>
  kind === 'text' && typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
