import { Readable } from 'node:stream'
import type { Transaction } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { findPartner } from '../identity/partner.store.ts'
import type { EvidenceRoom } from './own-checkpoint.ts'
import { writeExport } from './write-export.ts'

/** A stream of the record with a partner, as it is now; it reads no faster than it is read. */
export async function exportRecord(
  room: EvidenceRoom,
  id: string,
): Promise<{ readonly name: string; readonly lines: Readable }> {
  const partner = await findPartner(room.database, { id })
  if (!partner) throw new Refused('not-found', `partner (${id}) should exist`)
  return { name: partner.name, lines: streamed(room, (transaction) => writeExport(room, transaction, partner)) }
}

/** Runs a generator within one read-only transaction, which ends with the stream, however that ends. */
function streamed({ database }: EvidenceRoom, write: (transaction: Transaction) => AsyncGenerator<string>): Readable {
  const { readable, writable } = new TransformStream<string, string>(undefined, { highWaterMark: 1 })
  const writer = writable.getWriter()
  const work = async (transaction: Transaction): Promise<void> => {
    for await (const text of write(transaction)) {
      await writer.ready
      await writer.write(text)
    }
    await writer.close()
  }
  void database
    .transaction(work, { isolation: 'repeatable read', readOnly: true })
    .catch((error: unknown) => writer.abort(error).catch(() => {}))
  return Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0])
}
