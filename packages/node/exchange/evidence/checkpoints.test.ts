import { leafHash } from '@headwater/exchange/evidence/merkle-log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Inbox } from '../../../../schemas/rest/inbox.ts'
import type { PartnerOfList } from '../../../../schemas/rest/partners.ts'
import { addPartner, openPartnerDoors, type PartnerDoors } from '../identity/partners.suite.ts'
import { ownCheckpoint } from './own-checkpoint.ts'
import { appendLeaves, type LogName, mirrorLeaves } from './record-log.store.ts'
import { sha256 } from './sha256.ts'

/** Two companies: the brand sends, the maker receives and gives the places. */
let brand: PartnerDoors
let maker: PartnerDoors
let log: LogName
/** Ids of the partners, at the brand and at the maker. */
let makerId: string
let brandId: string
beforeAll(async () => {
  ;[brand, maker] = await Promise.all([openPartnerDoors(), openPartnerDoors()])
  makerId = await addPartner(brand, maker)
  brandId = await addPartner(maker, brand)
  log = { sender: brand.exchange.identity.did, receiver: maker.exchange.identity.did }
})
afterAll(() => Promise.all([brand.close(), maker.close()]))

const record = (text: string | number): Uint8Array => Buffer.from(`record ${text}`)

/** Both sides take in so many messages more. */
async function exchanged(from: number, to: number): Promise<void> {
  const records = Array.from({ length: to - from }, (_, i) => record(from + i))
  const { first } = await appendLeaves(maker.database, log, records)
  await mirrorLeaves(
    brand.database,
    log,
    records.map((one, i) => ({ index: first + i, record: one })),
  )
}

async function compare(by: PartnerDoors, id: string) {
  const { status, body } = await by.call(`/api/partners/${id}/checkpoints`, { method: 'POST', headers: by.owner })
  return { status, ...(body as { logs: { receiver: string; verdict: string; ours: number; theirs: number }[] }) }
}
const verdict = async (by: PartnerDoors, id: string) =>
  (await compare(by, id)).logs.find((one) => one.receiver === log.receiver)!.verdict

async function alarms(): Promise<{ incidents: string[]; news: string[] }> {
  const detail = await maker.call(`/api/partners/${brandId}`, { headers: maker.owner })
  const inbox = (await maker.call('/api/inbox', { headers: maker.owner })).body as unknown as Inbox
  const { incidents } = detail.body as unknown as { incidents: { kind: string; what: string }[] }
  return {
    incidents: incidents.filter((one) => one.kind === 'rewritten-record').map((one) => one.what),
    news: inbox.items.filter((one) => one.kind === 'record-rewritten').map((one) => one.facts.message!),
  }
}

/** How the list of partners says that it stands. */
async function recordAt(by: PartnerDoors) {
  const { partners } = (await by.call('/api/partners', { headers: by.owner })).body as unknown as {
    partners: PartnerOfList[]
  }
  return partners[0]!.record
}

/** Puts other leaves in place of a node's log, as somebody could who has its database, and lets its tree grow anew. */
async function rewrite({ database }: PartnerDoors, leaves: readonly Uint8Array[]): Promise<void> {
  await database.query({ text: 'delete from record_leaf' })
  await database.query({ text: `update record_log set size = 0, peaks = '{}'` })
  await mirrorLeaves(
    database,
    log,
    leaves.map((one, index) => ({ index, record: one })),
  )
}

describe('checkpoints of two companies', () => {
  test('agree while both keep what they signed, from none to a thousand records', async () => {
    expect(await recordAt(brand)).toBe(null)
    expect(await compare(brand, makerId)).toMatchObject({ status: 200, logs: [{ verdict: 'agreed', theirs: 0 }, {}] })
    expect(await recordAt(brand)).toMatchObject({ state: 'agreed', theirs: 0, ours: 0, at: expect.any(String) })
    for (const [from, to] of [
      [0, 1],
      [1, 7],
      [7, 1_000],
    ] as const) {
      await exchanged(from, to)
      expect(await compare(brand, makerId)).toMatchObject({ logs: [{ verdict: 'agreed', ours: to, theirs: to }, {}] })
      expect(await verdict(maker, brandId)).toBe('agreed')
    }
    expect(await alarms()).toEqual({ incidents: [], news: [] })
  })

  test('say when one side has not learnt yet of all records', async () => {
    await appendLeaves(maker.database, log, [record(1_000)])
    expect(await verdict(brand, makerId)).toBe('ahead')
    expect(await verdict(maker, brandId)).toBe('agreed')
    expect(await recordAt(brand)).toMatchObject({ state: 'behind', theirs: 1_001, ours: 1_000 })
    await mirrorLeaves(brand.database, log, [{ index: 1_000, record: record(1_000) }])
    expect(await verdict(brand, makerId)).toBe('agreed')
    expect(await recordAt(brand)).toMatchObject({ state: 'agreed', theirs: 1_001, ours: 1_001 })
  })

  test('are given anew from where the other side is, when one has lost its memory of the last swap', async () => {
    await brand.database.query({ text: 'delete from checkpoint' })
    expect(await verdict(brand, makerId)).toBe('agreed')
    await maker.database.query({ text: 'delete from checkpoint' })
    expect(await verdict(brand, makerId)).toBe('agreed')
    expect((await alarms()).incidents).toEqual([])
  })
})

describe('F13: a rewritten history is noticed by the partner at the next swap', () => {
  const SIZE = 1_001
  const honest = () => Array.from({ length: SIZE }, (_, i) => record(i))
  const with_ = (change: (list: Uint8Array[]) => void): Uint8Array[] => {
    const list = honest()
    change(list)
    return list
  }
  test.each([
    ['alters the first record', with_((list) => list.splice(0, 1, record('other')))],
    ['alters one in the middle', with_((list) => list.splice(500, 1, record('other')))],
    ['alters the last', with_((list) => list.splice(SIZE - 1, 1, record('other')))],
    ['deletes one', with_((list) => list.splice(321, 1))],
    ['deletes one and puts another at the end', with_((list) => list.push(...list.splice(321, 1)))],
    ['inserts one', with_((list) => list.splice(700, 0, record('inserted')))],
    ['changes the order of two', with_((list) => list.splice(10, 2, record(11), record(10)))],
    ['forgets the end', with_((list) => list.splice(SIZE - 5, 5))],
    ['forgets all', []],
    ['tells the same twice', with_((list) => list.push(record(0)))],
  ])('when the brand %s', async (_, leaves) => {
    const before = await alarms()
    await rewrite(brand, leaves)
    await compare(brand, makerId)
    const after = await alarms()
    // A log that only grew might go on from what was signed: then the maker holds other records beyond it, or none.
    const isPrefix =
      leaves.length > SIZE && leaves.slice(0, SIZE).every((one, i) => Buffer.compare(one, record(i)) === 0)
    if (isPrefix) expect(await verdict(maker, brandId)).toBe('ahead')
    else {
      expect(after.incidents.length).toBe(before.incidents.length + 1)
      expect(after.incidents[0]).toContain('Brand has changed its record')
      expect(after.news.length).toBeGreaterThan(0)
      expect(await verdict(maker, brandId)).toBe('rewritten')
      expect(await recordAt(maker)).toMatchObject({ state: 'disputed' })
      await rewrite(brand, honest())
      expect(await verdict(maker, brandId)).toBe('agreed')
      expect(await recordAt(maker)).toMatchObject({ state: 'agreed' })
    }
  })

  test('and what it signed is kept as evidence', async () => {
    const [row] = await maker.database.query<{ detail: { checkpoint: string; signature: string } }>({
      text: `select detail from incident where kind = 'rewritten-record' order by id desc limit 1`,
    })
    const { checkpoint, signature } = row!.detail
    const { identity } = maker.exchange
    expect(
      await identity.verify(Buffer.from(checkpoint), signature, log.sender, { atKeysOf: new Date() }),
    ).toMatchObject({ ok: true })
  })
})

describe('a swap is refused', () => {
  const swapBy = async (change: (logs: Record<string, unknown>[]) => unknown, did = maker.exchange.identity.did) => {
    const { identity } = brand.exchange
    const names = [log, { sender: log.receiver, receiver: log.sender }]
    const logs = []
    for (const one of names) {
      const { size: _, ...said } = await ownCheckpoint(brand.exchange, one, 0)
      logs.push({ origin: `${one.receiver}/from/${one.sender}`, ...said, from: 0, seen: 0 })
    }
    change(logs)
    return maker.call('/exchange/1/checkpoints', {
      method: 'POST',
      headers: { authorization: `Bearer ${await identity.tokenFor(did)}` },
      body: { logs },
    })
  }
  const leafOf = (text: string) => Buffer.from(leafHash(record(text), sha256)).toString('base64')

  test.each<[string, number, string, (logs: Record<string, unknown>[]) => unknown]>([
    ['with one log', 400, 'logs', (logs) => logs.pop()],
    ['with a log of others', 400, 'from', (logs) => (logs[0]!.origin = 'did:web:a.example/from/did:web:b.example')],
    [
      'with the checkpoint of the other log',
      400,
      'should be of',
      (logs) => (logs[0]!.checkpoint = logs[1]!.checkpoint),
    ],
    [
      'with a changed size',
      403,
      'signature',
      (logs) => {
        logs[0]!.checkpoint = String(logs[0]!.checkpoint).replace(/\n\d+\n/, '\n7\n')
      },
    ],
    [
      'with a number written in another way',
      400,
      'four lines',
      (logs) => {
        logs[0]!.checkpoint = String(logs[0]!.checkpoint).replace(/\n(\d+)\n/, '\n0$1\n')
      },
    ],
    [
      'with a moment long ago',
      400,
      'clock',
      (logs) => {
        logs[0]!.checkpoint = String(logs[0]!.checkpoint).replace(/\n\d{4}-/, '\n2001-')
      },
    ],
    ['without a signature', 400, 'signature', (logs) => delete logs[0]!.signature],
    ['with a proof too long', 400, 'proof', (logs) => (logs[0]!.proof = Array.from({ length: 65 }, () => leafOf('x')))],
    ['with a size beyond numbers', 400, 'seen', (logs) => (logs[0]!.seen = 1e300)],
  ])('%s', async (_, status, word, change) => {
    const before = await alarms()
    const answer = await swapBy(change)
    expect({ status: answer.status, body: JSON.stringify(answer.body) }).toEqual({
      status,
      body: expect.stringContaining(word),
    })
    expect(await alarms()).toEqual(before)
  })

  test('without a token, and with one for somebody else', async () => {
    expect((await maker.call('/exchange/1/checkpoints', { method: 'POST', body: {} })).status).toBe(401)
    expect((await swapBy(() => {}, 'did:web:other.example')).status).toBe(401)
  })
})
