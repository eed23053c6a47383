import type { Batches } from '../../../schemas/rest/records.ts'
import type { Database } from '../platform/database.ts'
import { type BatchRow, listBatches } from './records.store.ts'

const NEWEST = 100

type BatchView = Batches['imports'][number]

/** The newest imports first. */
export const readBatches = async (database: Database): Promise<BatchView[]> =>
  (await listBatches(database, NEWEST)).map(viewOf)

/** A batch keeps the counts of its files; an undo what it took back; edits their number. */
function viewOf({ id, at, by, files, counts, undoneBy }: BatchRow): BatchView {
  const facts = (Array.isArray(counts) ? {} : counts) as { readonly undo?: number; readonly edits?: number }
  return {
    id,
    at: at.toISOString(),
    by,
    files: [...files],
    undoneBy,
    undoes: facts.undo ?? null,
    edits: facts.edits ?? null,
    counts: Array.isArray(counts) ? (counts as BatchView['counts']) : [],
  }
}
