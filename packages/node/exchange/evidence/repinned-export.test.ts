import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { canonicalJson, type Json } from '@headwater/exchange/evidence/canonical-json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../../cli/offline/verify-record.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { openTwoNodes, type TwoNodes, untilDelivered } from '../delivery/two-nodes.suite.ts'

const SECOND = join(import.meta.dirname, '../../../../tools/verify-record.mjs')
let passed = 0
let nodes: TwoNodes
let folder: string
/** The maker's export, line by line. */
let lines: readonly Readonly<Record<string, Json>>[]
let newKey: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-repinned-'))
  nodes = await openTwoNodes({ clock: { machine: () => Date.now() + passed } })
  const { brand, maker, brandId } = nodes
  const courier = await nodes.startCourier(brand)
  const stream = await nodes.openTransfer('t', {})
  await nodes.send(stream, ['by the old key'])
  await untilDelivered(nodes, stream)
  passed += 3_600_000
  // The brand comes back with keys that nothing announces: its database was lost.
  await brand.exchange.identity.rotate('owner@example.com')
  await brand.database.query({ text: 'delete from own_key_rotation' })
  await brand.exchange.identity.settle(brand.address)
  const look = { method: 'POST', headers: await maker.token('owner'), body: { did: brand.exchange.identity.did } }
  const found = (await maker.call('/api/partners/look', look)).body as unknown as { keys: { thumbprint: string }[] }
  newKey = found.keys[0]!.thumbprint
  const pinned = await maker.call(`/api/partners/${brandId}/pin`, { ...look, body: { thumbprint: newKey } })
  expect(pinned.status).toBe(200)
  passed += 3_600_000
  await nodes.send(stream, ['by the new key'])
  await untilDelivered(nodes, stream)
  await courier.stop()
  const answer = await fetch(`${maker.address}/api/partners/${brandId}/record`, { headers: look.headers })
  lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((one) => JSON.parse(one) as Record<string, Json>)
})
afterAll(async () => {
  await nodes.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The same lines, changed and signed again at their end by who exports them, as a liar could. */
function written(
  name: string,
  change: (line: Readonly<Record<string, Json>>) => Json = (line) => line as Json,
): string {
  const text = lines
    .slice(0, -1)
    .map((one) => `${canonicalJson(change(one))}\n`)
    .join('')
  const { signature: _signature, ...end } = lines.at(-1)!
  const signed = { ...end, sha256: createHash('sha256').update(text).digest('hex') } as { [name: string]: Json }
  const signature = nodes.maker.exchange.identity.sign(Buffer.from(canonicalJson(signed)))
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, `${text}${canonicalJson({ ...signed, signature })}\n`)
  return file
}

async function verdicts(file: string, pins: readonly string[] = []) {
  const first = await verifyFile(file, new Set(pins)).catch((error: Error) => error.message)
  const second = await promisify(execFile)(process.execPath, [SECOND, file]).then(
    ({ stdout }) => stdout,
    ({ stderr }: { stderr: string }) => stderr,
  )
  return { first, second }
}

describe('an export of a record in which a person has pinned other keys of the partner', () => {
  test('carries the signed note of who did so, when, and which for which', () => {
    const [pin] = lines.flatMap((one) => (one.pin === undefined ? [] : [one.pin as Record<string, Json>]))
    expect(pin).toMatchObject({ by: 'owner@example.com', did: nodes.brand.exchange.identity.did })
    expect(pin!.new).toContain(newKey)
    expect(pin!.old).toHaveLength(2)
    const wrong = wireCheck('export-line')
    for (const one of lines) expect(wrong(one)).toBeNull()
  })

  test('is whole to both verifiers, and the first says on whose word the new keys rest', async () => {
    const { first, second } = await verdicts(written('whole'))
    expect(first).toMatchObject({ records: 2, pins: [{ by: 'owner@example.com' }] })
    expect(second).toContain('whole')
  })

  test.each<[string, (pin: Record<string, Json>) => Json | undefined]>([
    ['that is missing', () => undefined],
    ['by somebody else', (pin) => ({ ...pin, by: 'nobody@example.com' })],
    ['on other keys', (pin) => ({ ...pin, new: ['A'.repeat(43)] })],
    ['on keys of another', (pin) => ({ ...pin, did: nodes.maker.exchange.identity.did })],
    [
      'signed by the partner',
      ({ signature: _signature, ...note }) => ({
        ...note,
        signature: nodes.brand.exchange.identity.sign(Buffer.from(canonicalJson(note))),
      }),
    ],
  ])('is refused by both for a note %s', async (what, change) => {
    const file = written(what, ({ pin, ...line }) => {
      const changed = pin === undefined ? undefined : change(pin as Record<string, Json>)
      return (changed === undefined ? line : { ...line, pin: changed }) as Json
    })
    const { first, second } = await verdicts(file)
    expect(first).toBeTypeOf('string')
    expect(second).toMatch(/^line \d+: /)
  })

  test('is refused by both where the old key signs after it', async () => {
    const [pin] = lines.flatMap((one) => (one.pin === undefined ? [] : [one.pin as Record<string, Json>]))
    const { signature: _signature, ...note } = pin!
    const earlier = { ...note, at: new Date(Date.parse(note.at as string) - 2 * 3_600_000).toISOString() }
    const signature = nodes.maker.exchange.identity.sign(Buffer.from(canonicalJson(earlier)))
    const file = written(
      'earlier',
      (line) => (line.pin === undefined ? line : { ...line, pin: { ...earlier, signature } }) as Json,
    )
    const { first, second } = await verdicts(file)
    expect(first).toContain('was retired before')
    expect(second).toMatch(/^line \d+: /)
  })
})
