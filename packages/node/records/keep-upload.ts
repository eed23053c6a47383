import { MOST_BYTES } from '@headwater/files/workbook/open-workbooks'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { insertUpload, loadUpload, type NewUpload, type StoredUpload, type Upload } from './uploads.store.ts'

/** Keeps a file for a day. Refused: one that is too large, however its body is sent. */
export const keepUpload = (database: Database, file: NewUpload): Promise<Upload> =>
  database.transaction((transaction) => insertUpload(transaction, { ...file, pieces: bounded(file) }))

export const tooLarge = (name: string): Refused =>
  new Refused('too-large', `${name} should have at most ${MOST_BYTES / 2 ** 20} MB. Split it`)

async function* bounded({ name, pieces }: NewUpload): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > MOST_BYTES) throw tooLarge(name)
    yield piece
  }
}

export async function readUpload(database: Database, id: string): Promise<StoredUpload> {
  const upload = await loadUpload(database, id)
  if (!upload) throw new Refused('not-found', `upload (${id}) should exist; it is kept for a day`)
  return upload
}
