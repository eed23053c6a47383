import type { ReachedLines } from '../../../schemas/rest/acting.ts'
import type { Database } from '../platform/database.ts'
import { findReached, type SupplyKey } from './acting.store.ts'

/** Customers' lines that wait for an order, however many levels above it. */
export async function readReachedLines(database: Database, supply: SupplyKey): Promise<ReachedLines> {
  const rows = await findReached(database, supply)
  const lines = rows.map(({ total: _total, late: _late, ...line }) => line)
  return { lines, total: rows[0]?.total ?? 0, late: rows[0]?.late ?? 0 }
}
