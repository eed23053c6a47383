import { noteFailure, noteInbox } from '../inbox/index.ts'
import type { Database } from '../platform/database.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import type { ImportDone, ImportQuestion } from './carry-out.ts'
import { importInThread } from './import-in-thread.ts'

/** Imports in the background; begun again after its worker died, it writes nothing twice. Everybody is told how it ended. */
export const importTask: TaskProgram = async (question: ImportQuestion, { id, database, signal, report }) => {
  try {
    const done = await importInThread(database, { ...question, task: id }, { signal, onProgress: report })
    if (question.commit) await noteImport(database, { ...done, task: id })
    return done
  } catch (error) {
    if (!signal.aborted) await noteFailure(database, { kind: 'import-failed', task: id }, error)
    throw error
  }
}

const noteImport = (database: Database, done: ImportDone & { readonly task: string }): Promise<void> =>
  noteInbox(database, [
    {
      kind: done.batch === null ? 'import-failed' : 'import-done',
      subject: done.task,
      facts: {
        batch: done.batch,
        files: done.files.map((one) => one.file),
        rows: done.files.reduce((sum, one) => sum + one.added + one.changed + one.removed, 0),
        refused: done.errorCount,
        message: done.batch === null ? (done.errors[0]?.message ?? null) : null,
      },
    },
  ])
