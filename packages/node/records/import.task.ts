import type { TaskProgram } from '../platform/task-run.ts'
import type { ImportQuestion } from './carry-out.ts'
import { importInThread } from './import-in-thread.ts'

/** Imports in the background; begun again after its worker died, it writes nothing twice. */
export const importTask: TaskProgram = (question: ImportQuestion, { id, database, signal, report }) =>
  importInThread(database, { ...question, task: id }, { signal, onProgress: report })
