import type { ChangedActions } from '../../../schemas/rest/acting.ts'
import type { Database } from '../platform/database.ts'
import { deleteDismissals, insertDismissals, tellPlanChanged } from './acting.store.ts'

/** Hides actions until the plan says something else; those it no longer says are left out. */
export const dismissActions = (database: Database, said: readonly string[], by: string): Promise<ChangedActions> =>
  database.transaction(async (transaction) => {
    const changed = await insertDismissals(transaction, said, by)
    await tellPlanChanged(transaction)
    return { changed }
  })

export const restoreActions = (database: Database, said: readonly string[]): Promise<ChangedActions> =>
  database.transaction(async (transaction) => {
    const changed = await deleteDismissals(transaction, said)
    await tellPlanChanged(transaction)
    return { changed }
  })
