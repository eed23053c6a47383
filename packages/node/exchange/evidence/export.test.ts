import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../../cli/offline/verify-record.ts'
import type { Doors } from '../../doors.suite.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { openStream } from '../delivery/message-stream.store.ts'
import { forgetBodies } from '../delivery/retention.store.ts'
import { sendEnvelopes } from '../delivery/send-envelope.ts'
import { inboxOf, openTwoNodes, type TwoNodes } from '../delivery/two-nodes.suite.ts'
import { startCourier } from '../index.ts'
import { sha256 } from './sha256.ts'
import { swapCheckpoints } from './swap-checkpoints.ts'

const isFull = process.env.HEADWATER_TEST_SCALE === 'full'
const MESSAGES = isFull ? 10_000 : 300
const FLIPS = isFull ? 100 : 10
const HOUR_MS = 3_600_000
const SECOND = join(import.meta.dirname, '../../../../tools/verify-record.mjs')
const CLI = join(import.meta.dirname, '../../../cli/headwater.mjs')

/** Hours pass between two parts of the exchange: nobody changes keys twice a minute. */
let passed = 0
const machine = (): number => Date.now() + passed

let nodes: TwoNodes
let folder: string
/** Exports of both sides. */
let files: { brand: string; maker: string }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-record-'))
  nodes = await openTwoNodes({ clock: { machine } })
})
afterAll(async () => {
  await nodes.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ends {
  readonly maker: Doors
  readonly makerId: string
  readonly brandId: string
}

async function streamBetween(transferPid: string, from: Doors, { maker, makerId, brandId }: Ends): Promise<number> {
  const order = { agreementId: 'agreement-1', transferPid }
  await openStream(maker.database, { ...order, partner: brandId, direction: 'in' })
  return openStream(from.database, { ...order, partner: makerId, direction: 'out', endpoint: inboxOf(maker) })
}

const bodyOf = (part: number, i: number): Json => ({
  item: `2601-MOSS-${i}`,
  name: '龘靐 😀 "quoted" \\ / \u2028',
  sold: part * 1000 + i,
  price: i / 7,
  lines: [{ place: 'P1', pieces: i }, null, true],
  'key "with" \\ signs': '',
})

const AGREEMENT = { '@id': 'agreement-1', '@type': 'Agreement', permission: [{ action: 'use' }] }

/** Each side keeps the agreement and signs it. */
async function agreed(
  { database, exchange }: Doors,
  { partner, stream, role }: { readonly partner: string; readonly stream: number; readonly role: string },
): Promise<void> {
  const agreementHash = hashOf(AGREEMENT, sha256)
  await database.query({
    text: `insert into agreement (id, name, partner, role, target, body, hash, address, rules)
           values ($1, 'agreement-1', $2, $3, 'dataset-1', $4, $5, '', '[]')`,
    values: [randomUUID(), partner, role, JSON.stringify(AGREEMENT), agreementHash],
  })
  const messages = [{ type: AGREEMENT_SIGNATURE, body: { agreementId: 'agreement-1', agreementHash, role } }]
  const sender = { identity: exchange.identity, now: exchange.machine }
  await database.transaction((transaction) => sendEnvelopes(transaction, { stream, messages }, sender))
}

const send = ({ database, exchange }: Doors, stream: number, part: number) =>
  database.transaction((transaction) => {
    const messages = Array.from({ length: MESSAGES / 8 }, (_, i) => ({
      type: 'sell_through:1.0.0',
      body: bodyOf(part, i),
    }))
    return sendEnvelopes(transaction, { stream, messages }, { identity: exchange.identity, now: exchange.machine })
  })

async function delivered(...doors: readonly Doors[]): Promise<void> {
  for (const { database } of doors) {
    const waiting = async () =>
      (await database.query({ text: `select 1 from outgoing where state <> 'delivered' limit 1` })).length
    await expect.poll(waiting, { timeout: 300_000 }).toBe(0)
  }
}

async function exported(by: Doors, partner: string, name: string): Promise<string> {
  const answer = await fetch(`${by.address}/api/partners/${partner}/record`, { headers: await by.token('owner') })
  expect(answer.status).toBe(200)
  return written(name, Buffer.from(await answer.arrayBuffer()))
}

function written(name: string, bytes: Buffer): string {
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, bytes)
  return file
}

async function run(words: readonly string[]): Promise<{ code: number; text: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...words])
    return { code: 0, text: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, text: stdout + stderr }
  }
}

/** What each verifier says of a file: null, or the fault that it names. */
async function verdicts(file: string): Promise<{ first: string | null; second: string | null }> {
  const first = verifyFile(file, new Set()).then(
    () => null,
    (error: Error) => error.message,
  )
  const [own, { code, text }] = await Promise.all([first, run([SECOND, file])])
  return { first: own, second: code === 0 ? null : text }
}

/** Both send to each other, keys change three times in between, checkpoints are swapped, and both export. */
async function exchangeAll(): Promise<void> {
  const { brand, maker, makerId, brandId } = nodes
  const couriers = [await startCourier(brand.exchange, brand.database.url)]
  couriers.push(await startCourier(maker.exchange, maker.database.url))
  const down = await streamBetween('to the maker', brand, { maker, makerId, brandId })
  const up = await streamBetween('to the brand', maker, { maker: brand, makerId: brandId, brandId: makerId })
  await agreed(brand, { partner: makerId, stream: down, role: 'provider' })
  await agreed(maker, { partner: brandId, stream: up, role: 'consumer' })
  // Keys change three times in between, on both sides.
  for (let part = 0; part < 4; part++) {
    await send(brand, down, part)
    await send(maker, up, part)
    await delivered(brand, maker)
    passed += HOUR_MS
    if (part < 3) for (const { exchange } of [brand, maker]) await exchange.identity.rotate('owner@example.com')
  }
  const partner = (await brand.exchange.identity.partner(maker.exchange.identity.did))!
  expect(await swapCheckpoints(brand.exchange, partner)).toMatchObject({
    ok: true,
    value: [{ taken: { kind: 'agreed' } }, { taken: { kind: 'agreed' } }],
  })
  for (const one of couriers) await one.stop()
  files = { brand: await exported(brand, makerId, 'brand'), maker: await exported(maker, brandId, 'maker') }
}

describe('F12: both sides can prove', () => {
  test(`${MESSAGES} messages, both ways, with keys that changed three times, from the export of each`, async () => {
    await exchangeAll()
    for (const file of Object.values(files)) {
      const verdict = await verifyFile(file, new Set())
      expect(verdict).toMatchObject({ records: 2 + MESSAGES - (MESSAGES % 8), faded: 0, checkpoints: 4, incidents: 0 })
      expect(verdict.agreements).toEqual({ both: 1, one: 0, none: 0, disputed: 0 })
      expect(verdict.signatures).toBe(2 * verdict.records)
      expect(await verdicts(file)).toEqual({ first: null, second: null })
    }
  }, 900_000)

  test('whose lines are of the schema, as other languages read it', () => {
    const wrong = wireCheck('export-line')
    for (const line of readFileSync(files.brand, 'utf8').trimEnd().split('\n'))
      expect({ line, wrong: wrong(JSON.parse(line)) }).toEqual({ line, wrong: null })
  })

  test('on the command line, without a node', async () => {
    const { code, text } = await run([CLI, 'verify', files.brand])
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('The record is whole') })
    expect(text).toContain('rests on')
    const broken = written('broken', flipped(readFileSync(files.brand), 5_000, 1))
    expect(await run([CLI, 'verify', broken])).toMatchObject({ code: 2, text: expect.stringMatching(/line \d+: /) })
    expect((await run([CLI, 'verify', join(folder, 'none.jsonl')])).code).toBe(2)
  })

  test(`with any one byte changed, in ${FLIPS} places of each kind of line, both verifiers say no`, async () => {
    const bytes = readFileSync(files.maker)
    const places = placesOf(bytes)
    const missed: object[] = []
    for (const [i, place] of places.entries()) {
      const by = [1, 0x20, 0x80, 2, 4][i % 5]!
      const { first, second } = await verdicts(written('flipped', flipped(bytes, place, by)))
      if (first === null || second === null) missed.push({ place, by, first, second, around: around(bytes, place) })
    }
    expect(missed).toEqual([])
  }, 3_600_000)

  test('with lines taken out, doubled or in another order, both say no', async () => {
    const lines = readFileSync(files.maker, 'utf8').trimEnd().split('\n')
    const of = (kind: string) => lines.findIndex((one) => one.includes(`"kind":"${kind}"`))
    const record = of('record')
    const changes: ((list: string[]) => void)[] = [
      (list) => list.splice(of('document'), 1),
      (list) => list.splice(of('checkpoint'), 1),
      (list) => list.splice(record + 3, 1),
      (list) => list.splice(record, 0, list[record]!),
      (list) => list.splice(record + 1, 2, list[record + 2]!, list[record + 1]!),
      (list) => list.pop(),
      (list) => list.push(list.at(-1)!),
      (list) => list.push(''),
      (list) => list.splice(0, 1),
      (list) => list.splice(0, list.length),
    ]
    for (const [i, change] of changes.entries()) {
      const list = [...lines]
      change(list)
      const file = written('changed', Buffer.from(list.length === 0 ? '' : `${list.join('\n')}\n`))
      expect({ i, ...(await verdicts(file)) }).toEqual({ i, first: expect.any(String), second: expect.any(String) })
    }
    const open = await verdicts(written('changed', Buffer.from(lines.join('\n'))))
    const last = `line ${lines.length}: `
    expect(open).toEqual({
      first: expect.stringMatching(new RegExp(`${last}.*line feed`)),
      second: expect.stringMatching(new RegExp(`^${last}.*line feed\n$`)),
    })
    const [start, ...rest] = lines
    const notJson = await run([SECOND, written('changed', Buffer.from([start, '{', ...rest, ''].join('\n')))])
    expect(notJson).toEqual({ code: 1, text: expect.stringMatching(/^line 2: .+\n$/) })
  }, 900_000)

  test('when the time of all bodies is over too: both signatures of the agreement stay', async () => {
    const { brand, makerId } = nodes
    await forgetBodies(brand.database, new Date(machine() + 366 * 24 * HOUR_MS))
    const file = await exported(brand, makerId, 'faded')
    const { records, faded, agreements } = await verifyFile(file, new Set())
    expect({ records, faded }).toEqual({ records: 2, faded: MESSAGES - (MESSAGES % 8) })
    expect(agreements).toEqual({ both: 1, one: 0, none: 0, disputed: 0 })
    expect(await verdicts(file)).toEqual({ first: null, second: null })
  }, 900_000)
})

function flipped(bytes: Buffer, place: number, by: number): Buffer {
  const other = Buffer.from(bytes)
  other[place]! ^= by
  return other
}

const around = (bytes: Buffer, place: number): string => bytes.subarray(place - 30, place + 30).toString()

/** Places all over the file, and in one line of each kind those where something other ends: quotes, digits, signatures, line feeds. */
function placesOf(bytes: Buffer): readonly number[] {
  const places = Array.from({ length: FLIPS }, (_, i) => Math.floor(((i + 0.37) * bytes.length) / FLIPS))
  const text = bytes.toString('latin1')
  for (const kind of ['header', 'document', 'agreement', 'checkpoint', 'log', 'record', 'end']) {
    const at = text.indexOf(`"kind":"${kind}"`)
    const start = text.lastIndexOf('\n', at) + 1
    const end = text.indexOf('\n', at)
    places.push(start, start + 2, at + 9, end - 1, end)
    for (const name of [
      'signature',
      'receiptSignature',
      'checkpoint',
      'sentAt',
      'receivedAt',
      'size',
      'prev',
      'sha256',
    ]) {
      const from = text.indexOf(`"${name}":`, start)
      if (from < 0 || from > end) continue
      const comma = text.indexOf(',"', from)
      places.push(from + name.length + 4, (comma < 0 || comma > end ? end : comma) - 2)
    }
  }
  return places
}
