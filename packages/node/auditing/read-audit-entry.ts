import type { AuditEntryView } from '../../../schemas/rest/auditing.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { findEntry } from './audit-entry.store.ts'

/** One change with every field before and after. Refused `not-found`. */
export async function readAuditEntry(database: Database, id: string): Promise<AuditEntryView> {
  const entry = await findEntry(database, id)
  if (!entry) throw new Refused('not-found', `entry (${id}) should exist`)
  return { ...entry, at: entry.at.toISOString() }
}
