/** One axis that sales are held to a value of. */
export interface WhereClause {
  readonly axis: string
  readonly value: string
}

/** `style:2609;place:shop`, values percent-encoded. */
export const readWhere = (where = ''): readonly WhereClause[] =>
  where
    .split(';')
    .filter((one) => one.includes(':'))
    .map((one) => ({ axis: one.slice(0, one.indexOf(':')), value: decoded(one.slice(one.indexOf(':') + 1)) }))

export const writeWhere = (clauses: readonly WhereClause[]): string =>
  clauses.map(({ axis, value }) => `${axis}:${encodeURIComponent(value)}`).join(';')

/** With one more; another of the same axis goes. */
export const alsoWhere = (clauses: readonly WhereClause[], more: readonly WhereClause[]): readonly WhereClause[] => [
  ...clauses.filter((one) => more.every(({ axis }) => axis !== one.axis)),
  ...more,
]

export const cellKey = (row: string, column: string): string =>
  `${encodeURIComponent(row)}|${encodeURIComponent(column)}`

export function readCell(cell: string): readonly [string, string] {
  const [row = '', column = ''] = cell.split('|')
  return [decoded(row), decoded(column)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
