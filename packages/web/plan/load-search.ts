/** What of the page the address holds. */
export interface LoadSearch {
  /** Work center and Monday of the cell that stands open, joined by `|`. */
  readonly cell?: string
}

export const readLoadSearch = (search: Record<string, unknown>): LoadSearch =>
  typeof search.cell === 'string' && search.cell.includes('|') ? { cell: search.cell } : {}
