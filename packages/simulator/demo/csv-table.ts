/** A file of the public contract before it is written: no cell of the demo needs quoting. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** CSV text with LF; throws where a cell would need quoting, which the demo's never do. */
export function csvOf({ columns, rows }: Table): string {
  for (const row of rows)
    for (const cell of row) if (/[",\n]/.test(String(cell))) throw new Error(`cell (${cell}) should not need quoting`)
  return `${[columns, ...rows].map((row) => row.join(',')).join('\n')}\n`
}
