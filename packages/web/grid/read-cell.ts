import type { GridType } from './grid-column.ts'

/** What a pasted cell should have been. */
export type CellFault = 'number' | 'whole' | 'date' | 'choice'

export interface CellKind {
  readonly type: GridType
  /** Each choice with the names that people write for it. */
  readonly choices?: readonly { readonly value: string; readonly names: readonly string[] }[]
}

export type ReadCell = { readonly text: string } | { readonly fault: CellFault }

/** A cell as a spreadsheet shows it, in the words of the files: 1,200 is 1200 and 2026/3/2 is 2026-03-02. Empty stays empty. */
export function readCell(given: string, { type, choices = [] }: CellKind): ReadCell {
  if (type === 'text') return { text: given.trim() }
  const text = given.normalize('NFKC').trim()
  if (text === '') return { text }
  if (type === 'choice') return readChoice(text, choices)
  return type === 'date' ? readDate(text) : readNumber(text, type === 'integer' ? 'whole' : 'number')
}

const GROUPED = /^[-−]?\d{1,3}([, \u2009]\d{3})+(\.\d+)?$/

function readNumber(given: string, fault: 'number' | 'whole'): ReadCell {
  const text = (GROUPED.test(given) ? given.replaceAll(/[, \u2009]/g, '') : given).replace('−', '-')
  const isRight = fault === 'whole' ? /^-?\d{1,15}$/.test(text) : /^-?\d{1,15}(\.\d{1,6})?$/.test(text)
  return isRight ? { text } : { fault }
}

/** Year first, as nobody reads it two ways. */
function readDate(text: string): ReadCell {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/.exec(text) ?? []
  if (!year || !month || !day) return { fault: 'date' }
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${written}T00:00:00Z`)
  const isReal = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written)
  return isReal ? { text: written } : { fault: 'date' }
}

function readChoice(text: string, choices: NonNullable<CellKind['choices']>): ReadCell {
  const plain = text.toLowerCase()
  const found = choices.find(({ value, names }) => [value, ...names].some((one) => one.toLowerCase() === plain))
  return found ? { text: found.value } : { fault: 'choice' }
}
