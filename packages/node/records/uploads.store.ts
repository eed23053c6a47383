import { randomUUID } from 'node:crypto'
import { type CopyRow, copyIn } from '../platform/copy.ts'
import type { Session, Transaction } from '../platform/database.ts'

export interface NewUpload {
  readonly name: string
  readonly by: string
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

export interface Upload {
  readonly id: string
  readonly bytes: number
}

const PIECE = 1024 * 1024
const KEPT = '1 day'

/** Writes a file piece by piece as it comes; older ones than a day go. */
export async function insertUpload(transaction: Transaction, { name, by, pieces }: NewUpload): Promise<Upload> {
  await transaction.query({ text: `delete from upload where at < now() - interval '${KEPT}'` })
  const id = randomUUID()
  await transaction.query({
    text: 'insert into upload (id, name, by, bytes) values ($1, $2, $3, 0)',
    values: [id, name, by],
  })
  const size = { bytes: 0 }
  await copyIn(transaction, { table: 'upload_piece', columns: ['upload', 'number', 'bytes'] }, rowsOf(id, pieces, size))
  await transaction.query({ text: 'update upload set bytes = $2 where id = $1', values: [id, size.bytes] })
  return { id, bytes: size.bytes }
}

async function* rowsOf(id: string, pieces: NewUpload['pieces'], size: { bytes: number }): AsyncGenerator<CopyRow> {
  let number = 0
  let held: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    held.push(piece)
    length += piece.length
    size.bytes += piece.length
    if (length < PIECE) continue
    yield [id, number++, Buffer.concat(held)]
    held = []
    length = 0
  }
  if (length > 0) yield [id, number, Buffer.concat(held)]
}

export interface StoredUpload {
  readonly name: string
  readonly bytes: Uint8Array
}

export async function loadUpload(session: Session, id: string): Promise<StoredUpload | undefined> {
  const [upload] = await session.query<{ name: string; bytes: number }>({
    text: 'select name, bytes from upload where id = $1',
    values: [id],
  })
  if (!upload) return undefined
  const whole = new Uint8Array(upload.bytes)
  let at = 0
  for (let number = 0; at < whole.length; number++) {
    const [piece] = await session.query<{ bytes: Buffer }>({
      name: 'upload-piece',
      text: 'select bytes from upload_piece where upload = $1 and number = $2',
      values: [id, number],
    })
    if (!piece) throw new Error(`piece ${number} of upload ${id} is missing`)
    whole.set(piece.bytes, at)
    at += piece.bytes.length
  }
  return { name: upload.name, bytes: whole }
}
