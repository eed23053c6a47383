import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backups } from '../../../schemas/rest/backups.ts'
import type { NodeFacts } from '../../../schemas/rest/node-facts.ts'
import { type Doors, openDoors } from '../doors.suite.ts'
import { readTask } from '../platform/tasks.ts'

let doors: Doors
let owner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.token('owner')
})
afterAll(() => doors.close())

const list = async (): Promise<Backups> =>
  (await doors.call('/api/backups', { headers: owner })).body as unknown as Backups

test('a backup is made as a task, listed, fetched whole, and noted; what a killed one left goes', async () => {
  expect((await list()).backups).toEqual([])
  const { folder } = await list()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'headwater-2026-01-02T03-04-05Z.backup.part'), 'cut off')
  const { body } = await doors.call('/api/backups', { method: 'POST', headers: owner })
  const { task } = body as { task: string }
  await expect.poll(async () => (await readTask(doors.database, task))?.state, { timeout: 20_000 }).toBe('done')
  const [made] = (await list()).backups
  expect(readdirSync(folder)).toEqual([made!.name])
  expect(made!.bytes).toBeGreaterThan(1000)
  const response = await fetch(`${doors.address}/api/backups/${made!.name}`, { headers: owner })
  expect((await response.arrayBuffer()).byteLength).toBe(made!.bytes)
  const { rows } = (await doors.call('/api/audit?filter=file:backup', { headers: owner })).body as unknown as {
    rows: { what: string; key: string; by: string }[]
  }
  expect(rows.map((one) => [one.what, one.key, one.by])).toEqual([
    ['backup.fetched', made!.name, 'owner@example.com'],
    ['backup.made', made!.name, 'owner@example.com'],
  ])
  const facts = (await doors.call('/api/node', { headers: owner })).body as unknown as NodeFacts
  expect(facts).toMatchObject({ version: '0.1.0', zone: 'UTC', newestBackup: made!.made })
  expect(facts.homeBytes).toBe(made!.bytes)
})

test('no other file is read by the name of a backup', async () => {
  for (const name of ['..%2F..%2Fetc%2Fpasswd', 'headwater.backup', '.part'])
    expect((await doors.call(`/api/backups/${name}`, { headers: owner })).status).toBe(404)
})
