import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { storeTrouble } from '../platform/store-trouble.ts'
import { askOnce } from '../platform/thread.ts'
import type { ImportDone, ImportQuestion } from './carry-out.ts'
import type { ImportOrder } from './import-outcome.ts'

export interface Progress {
  readonly step: string
  readonly done: number
  readonly total: number | null
}

/** Enough for a million rows of records; a file that needs more is refused, and the node stays. */
export const LIMITS = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 3072 } as const

/**
 * Imports in a thread with a connection of its own: whatever is in the files, the node goes on answering. Throws Refused `too-large`
 * where they need more memory than a thread has.
 */
export async function importInThread(
  { url }: Database,
  question: ImportQuestion,
  { signal, onProgress }: Pick<ImportOrder, 'signal'> & { readonly onProgress?: (progress: Progress) => void } = {},
): Promise<ImportDone> {
  const file = new URL('./import.worker.ts', import.meta.url)
  const onReport = (progress: unknown): void => onProgress?.(progress as Progress)
  try {
    return await askOnce<ImportDone>({ file, data: { url }, onReport, limits: LIMITS }, question, signal)
  } catch (error) {
    throw asRefused(error)
  }
}

/** What a thread threw, as a caller is told. */
export function asRefused(error: unknown): unknown {
  const { code, reason, message } = error as { code?: string; reason?: Refused['reason']; message?: string }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Refused('too-large', 'The files need more memory than an import has; split them and send the parts')
  if (code === '53100') return new Refused('unavailable', storeTrouble(error)!)
  return reason === undefined ? error : new Refused(reason, message ?? reason)
}
