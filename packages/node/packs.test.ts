import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoCompany } from './packs/index.ts'
import { planCompany } from './planning/index.ts'
import { readToday } from './planning/today.ts'
import { type Clock, openClock } from './platform/clock.ts'
import { projectFolder } from './platform/home-folder.ts'
import { openTestDatabase, type TestDatabase } from './platform/test-database.ts'
import { createDesk } from './promising/promise-desk.ts'
import { promiseGoods } from './promising/promise-goods.ts'
import { beginRecords } from './records/index.ts'

const PACKS = join(projectFolder, 'packs')
const NOW = Date.parse('2026-11-24T02:00:00Z')

describe.each(readdirSync(PACKS))('the pack %s', (pack) => {
  let database: TestDatabase
  let clock: Clock
  const folder = mkdtempSync(join(tmpdir(), 'pack-test-'))
  beforeAll(async () => {
    database = await openTestDatabase()
    clock = await openClock(database, () => NOW)
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  })

  test('runs the whole job: import, forecast, plan, schedule, promise', async () => {
    const program = join(projectFolder, 'packages', 'simulator', 'main.ts')
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder, '2026-11-24', pack])
    const files = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
    const errors = await beginRecords(database, { company: { name: demoCompany(pack), isDemo: true }, files })
    expect(errors).toEqual([])
    const { counts } = await planCompany({ database, clock, searchSeconds: 1 })
    expect(counts.seriesForecast).toBeGreaterThan(20)
    expect(counts.ordersPlanned).toBeGreaterThan(20)
    expect(counts.operationsScheduled).toBeGreaterThan(100)
    // A shop that is neither idle nor drowned has something to show.
    expect(counts.lateLines).toBeGreaterThan(0)
    expect(counts.lateLines).toBeLessThan(counts.openLines / 2)
    const today = await readToday(database, clock)
    expect(today.company).toBe(demoCompany(pack))
    const desk = createDesk({ database, clock })
    const [line] = await database.query<{ item: string }>({ text: 'select item from order_projection limit 1' })
    const question = { item: line!.item, quantity: '10', wanted: '2026-12-15' }
    const answer = await promiseGoods({ database, clock, desk, by: 'test' }, question)
    expect(answer.promised).toMatch(/^\d{4}-\d\d-\d\d$/)
    await desk.close()
  })

  test('says its words in both languages, and every word that its demo uses', () => {
    const said = JSON.parse(readFileSync(join(PACKS, pack, 'pack.json'), 'utf8')) as PackWords
    const demo = JSON.parse(readFileSync(join(PACKS, pack, 'demo.json'), 'utf8')) as DemoWords
    for (const { name } of [...said.attributes, ...said.units, ...said.work_centers, ...said.operations]) {
      expect(name.en).toMatch(/^[\x20-\x7e]+$/)
      expect(name.zh).toMatch(/\p{Script=Han}/u)
    }
    const operations = said.operations.map((one) => one.operation)
    const used = demo.styles.flatMap((style) => style.steps.map(([, operation]) => operation))
    expect(used.filter((one) => !operations.includes(one))).toEqual([])
    expect(said.attributes.map((one) => one.axis).filter((one) => one !== undefined)).toEqual(['column', 'row'])
  })
})

interface Named {
  readonly name: { readonly en: string; readonly zh: string }
}
interface PackWords {
  readonly words: readonly string[]
  readonly attributes: readonly (Named & { readonly axis?: string })[]
  readonly units: readonly Named[]
  readonly work_centers: readonly Named[]
  readonly operations: readonly (Named & { readonly operation: string })[]
}
interface DemoWords {
  readonly styles: readonly { readonly steps: readonly (readonly [number, string, number])[] }[]
}

test('no word of one industry stands in a program', () => {
  const words = readdirSync(PACKS).flatMap(
    (pack) => (JSON.parse(readFileSync(join(PACKS, pack, 'pack.json'), 'utf8')) as PackWords).words,
  )
  expect(words.length).toBeGreaterThan(20)
  const latin = words.filter((one) => /^[\x20-\x7e]+$/.test(one))
  const pattern = new RegExp(
    `\\b(${latin.join('|')})\\b|${words.filter((one) => !latin.includes(one)).join('|')}`,
    'giu',
  )
  const tracked = execFileSync('git', ['ls-files', 'packages'], { cwd: projectFolder, encoding: 'utf8' }).split('\n')
  const programs = tracked.filter((one) => /\.(ts|tsx|po|css|sql)$/.test(one) && !/\.(test|suite)\.ts$/.test(one))
  expect(programs.length).toBeGreaterThan(500)
  const found = programs.flatMap((file) =>
    readFileSync(join(projectFolder, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (line.match(pattern) ?? []).map((word) => `${file}:${i + 1} ${word}`)),
  )
  expect(found).toEqual([])
})
