import type { Session } from '../platform/database.ts'

/** Cells of order lines by key, in the order of the records. */
export const findLines = (session: Session, keys: readonly string[]) =>
  session.query<{ key: string; cells: Readonly<Record<string, string>> }>({
    text: `select key, cells from record where file = 'sales_orders' and key = any($1) order by position`,
    values: [keys],
  })
