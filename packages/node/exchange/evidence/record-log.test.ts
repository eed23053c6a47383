import { leafHash, MerkleFrontier } from '@headwater/exchange/evidence/merkle-log'
import { consistencyPath, inclusionPath, rootPath } from '@headwater/exchange/evidence/proof-path'
import { type Head, isContinued, isIncluded } from '@headwater/exchange/evidence/verify-proof'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { growLog } from './grow-log.ts'
import { readProof } from './read-proof.ts'
import { appendLeaves, mirrorLeaves } from './record-log.store.ts'
import { sha256 } from './sha256.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const record = (text: string | number): Uint8Array => Buffer.from(`record ${text}`)
const nameOf = (log: string) => ({ sender: 'did:web:brand.example', receiver: `did:web:${log}.example` })

function headOf(records: readonly Uint8Array[]): Head {
  const frontier = new MerkleFrontier(sha256)
  for (const one of records) frontier.add(leafHash(one, sha256))
  return { size: frontier.size, root: frontier.root() }
}
const plain = ({ size, root }: Head) => ({ size, root: Buffer.from(root).toString('hex') })

describe('a log of records', () => {
  test('gives places without gaps to many who append at once, and keeps what is committed', async () => {
    const log = nameOf('at-once')
    const batches = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 1 + (i % 5) }, (_, j) => record(`${i}.${j}`)),
    )
    const placed = await Promise.all(
      batches.map((batch) => database.transaction((transaction) => appendLeaves(transaction, log, batch))),
    )
    const byPlace: Uint8Array[] = []
    for (const [i, { first }] of placed.entries())
      for (const [j, one] of batches[i]!.entries()) byPlace[first + j] = one
    expect(Object.keys(byPlace)).toHaveLength(batches.flat().length)
    expect(plain(await growLog(database, log))).toEqual(plain(headOf(byPlace)))
    const undone = database.transaction(async (transaction) => {
      await appendLeaves(transaction, log, [record('lost')])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await appendLeaves(database, log, [record('next')])).toEqual({ first: byPlace.length })
  })

  test('is mirrored from receipts in any order, and repeated ones change nothing', async () => {
    const log = nameOf('mirrored')
    const records = Array.from({ length: 2_500 }, (_, i) => record(i))
    const shuffled = records.map((one, i) => ({ index: (i * 1_009) % records.length, record: one }))
    for (const one of shuffled) one.record = records[one.index]!
    for (let i = 0; i < shuffled.length; i += 100) {
      const part = shuffled.slice(i, i + 100)
      expect(await mirrorLeaves(database, log, part)).toEqual({ conflicts: [] })
      expect(await mirrorLeaves(database, log, part)).toEqual({ conflicts: [] })
      const grown = await growLog(database, log)
      expect(plain(grown)).toEqual(plain(headOf(records.slice(0, grown.size))))
    }
    expect((await growLog(database, log)).size).toBe(records.length)
  })

  test('waits at a gap', async () => {
    const log = nameOf('gap')
    await mirrorLeaves(
      database,
      log,
      [0, 1, 3].map((index) => ({ index, record: record(index) })),
    )
    expect((await growLog(database, log)).size).toBe(2)
    await mirrorLeaves(database, log, [{ index: 2, record: record(2) }])
    expect(plain(await growLog(database, log))).toEqual(plain(headOf([0, 1, 2, 3].map(record))))
  })

  test('says which record was given a place that another one has', async () => {
    const log = nameOf('twice')
    await mirrorLeaves(
      database,
      log,
      [0, 1, 2].map((index) => ({ index, record: record(index) })),
    )
    const again = [1, 2, 3].map((index) => ({ index, record: record(index === 2 ? 'other' : index) }))
    expect(await mirrorLeaves(database, log, again)).toEqual({ conflicts: [1] })
    const twice = [9, 9].map((index, i) => ({ index, record: record(i) }))
    expect(await mirrorLeaves(database, log, twice)).toEqual({ conflicts: [1] })
    expect(plain(await growLog(database, log))).toEqual(plain(headOf([0, 1, 2, 3].map(record))))
  })

  test('proves its records and its past from few rows', async () => {
    const log = nameOf('proofs')
    const records = Array.from({ length: 1_337 }, (_, i) => record(i))
    await appendLeaves(database, log, records)
    const head = await growLog(database, log)
    for (const index of [0, 1, 511, 512, 1_023, 1_024, 1_336]) {
      const leaf = leafHash(records[index]!, sha256)
      const proof = await readProof(database, log, inclusionPath(index, head.size))
      expect(isIncluded({ leaf, index, ...head, proof }, sha256)).toBe(true)
    }
    for (const old of [1, 2, 1_000, 1_024, 1_336, 1_337]) {
      const [root] = await readProof(database, log, rootPath(old))
      expect(plain({ size: old, root: root! })).toEqual(plain(headOf(records.slice(0, old))))
      const proof = await readProof(database, log, consistencyPath(old, head.size))
      expect(isContinued({ size: old, root: root! }, head, { proof, sha256 })).toBe(true)
    }
    await expect(readProof(database, log, rootPath(2_000))).rejects.toThrow('no node')
  })

  test('is empty before its first record', async () => {
    expect(plain(await growLog(database, nameOf('nobody')))).toEqual(plain(headOf([])))
  })
})
