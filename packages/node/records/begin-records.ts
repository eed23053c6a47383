import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { Database, Transaction } from '../platform/database.ts'
import { hasOwnRecords, nameCompany } from './company-settings.ts'
import { importInto, NotWritten } from './import-records.ts'
import { deleteRecords, lockImports, START } from './records.store.ts'

export interface FirstRecords {
  readonly company: { readonly name: string; readonly isDemo: boolean }
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What else is true from then on, in the same transaction. */
  readonly also?: (transaction: Transaction) => Promise<void>
}

/** A beginning that is refused: there are records that are not generated. */
export class OwnRecords extends Error {}

/**
 * Begins a company with its first records, in place of generated ones: all of it or nothing, however it ends. Resolves with the errors for
 * which nothing was taken in. Throws OwnRecords, and changes nothing, where somebody's own records are.
 */
export async function beginRecords(
  database: Database,
  { company, files, also }: FirstRecords,
): Promise<readonly PlanIssue[]> {
  try {
    await database.transaction(async (transaction) => {
      await lockImports(transaction)
      if (await hasOwnRecords(transaction)) throw new OwnRecords('The company has records of its own')
      await deleteRecords(transaction)
      await importInto(transaction, { files, commit: true, by: START })
      await nameCompany(transaction, company)
      await also?.(transaction)
    })
    return []
  } catch (error) {
    if (error instanceof NotWritten) return error.outcome.errors
    throw error
  }
}
