import type { Database } from '../platform/database.ts'
import { addTask } from '../platform/tasks.ts'
import type { ImportQuestion } from './carry-out.ts'

export const IMPORT_TASK = 'import-files'

/** Orders an import of uploaded files in the background; imports are done one after the other. */
export const orderImport = (database: Database, question: ImportQuestion): Promise<string> =>
  addTask(database, { name: IMPORT_TASK, payload: question, queue: IMPORT_TASK })
