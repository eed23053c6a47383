import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { countSalesOverwritten, findItemWithSales, unwriteSales } from './import-sales.store.ts'
import {
  type BatchRow,
  countOverwritten,
  findBatch,
  insertBatch,
  loadChanges,
  loadRecords,
  lockImports,
  markUndone,
  tellRecordsChanged,
  writeChanges,
} from './records.store.ts'
import { validateMerge } from './validate-merge.ts'

/** Puts everything back as it was before a batch, as a batch of its own. Refused: something later changed the same rows, or needs them. */
export function undoImport(database: Database, id: number, by: string): Promise<number> {
  return database.transaction(async (transaction) => {
    await lockImports(transaction)
    const batch = await findBatch(transaction, id)
    if (!batch) throw new Refused('not-found', `import (${id}) should exist`)
    if (batch.undoneBy !== null) throw new Refused('conflict', `import (${id}) is already undone by ${batch.undoneBy}`)
    if (isUndo(batch)) throw new Refused('conflict', `import (${id}) is itself an undo; import the files again instead`)
    const overwritten = (await countOverwritten(transaction, id)) + (await countSalesOverwritten(transaction, id))
    if (overwritten > 0)
      throw new Refused(
        'conflict',
        `${overwritten} row(s) of import (${id}) were changed since; undo what came later first`,
      )
    const changes = await loadChanges(transaction, id)
    const undo = await insertBatch(transaction, { by, files: batch.files, counts: { undo: id } })
    const files = Map.groupBy(changes, (one) => one.file)
    await writeChanges(
      transaction,
      undo,
      [...files].map(([file, rows]) => ({
        file,
        changes: rows.map((one) => ({ key: one.key, before: one.after, after: one.before })),
      })),
    )
    await unwriteSales(transaction, id)
    const stranded = await findItemWithSales(transaction, undo)
    if (stranded)
      throw new Refused('conflict', `import (${id}) cannot be undone: sales name item (${stranded}); undo those first`)
    const wrong = validateMerge(await loadRecords(transaction), new Map()).find((one) => one.severity === 'error')
    if (wrong) throw new Refused('conflict', `import (${id}) cannot be undone: ${wrong.message}`)
    await markUndone(transaction, id, undo)
    await tellRecordsChanged(transaction)
    return undo
  })
}

const isUndo = ({ counts }: BatchRow): boolean => typeof counts === 'object' && counts !== null && 'undo' in counts
