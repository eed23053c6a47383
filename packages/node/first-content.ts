import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import { readItemAttributes } from '@headwater/files/sales/read-item-attributes'
import { readSales } from '@headwater/files/sales/read-sales'
import { COMPANY_SETTING, DEMO_SETTING } from './planning/index.ts'
import { type Clock, readSetting, writeSetting } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { countSales, forgetRecords, hasRecords, importRecords } from './records/index.ts'

/** What cannot be begun with; the message says what to do. */
export class ContentRefused extends Error {}

export interface FirstContent {
  readonly database: Database
  readonly clock: Clock
  readonly config: Config
  readonly say: (line: string) => void
}

/** Fills a node that has nothing: the demo company, or the sales named on the command line. True: something new is to be planned. */
export async function fillNode(content: FirstContent): Promise<boolean> {
  const { database, config, say } = content
  const isFilled = await hasRecords(database)
  if (config.sales) return fillWithSales(content, config.sales, isFilled)
  if (isFilled || (await readSetting(database, DEMO_SETTING)) === false) return false
  if (config.empty) {
    await writeSetting(database, DEMO_SETTING, false)
    return false
  }
  say('Demo       no records yet: drawing the demo company')
  await fillWithDemo(content)
  return true
}

async function fillWithDemo({ database, clock, say }: FirstContent): Promise<void> {
  const today = dayOf(Math.floor(clock.machine() / 1000), 'Asia/Shanghai')
  const folder = mkdtempSync(join(tmpdir(), 'headwater-demo-'))
  try {
    const program = join(import.meta.dirname, '..', 'simulator', 'main.ts')
    const said = execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, folder, formatDay(today)],
      {
        encoding: 'utf8',
      },
    )
    const files = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
    // Said before it is there: a start that is killed in between must not take generated records for the company's own.
    await writeSetting(database, DEMO_SETTING, true)
    await writeSetting(database, COMPANY_SETTING, '恒织 Hengzhi')
    await takeIn(database, files)
    for (const line of said.trim().split('\n')) {
      const { figure, fitted, generated } = JSON.parse(line) as { figure: string; fitted: number; generated: number }
      say(
        `Fit        ${figure.padEnd(26)} public set ${fitted.toFixed(2).padStart(6)}   demo ${generated.toFixed(2).padStart(6)}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const { rows, items } = await countSales(database)
  say(`Rows read  ${rows} generated sales of ${items} items; bills, routings and calendars are ours`)
}

async function fillWithSales(
  { database, clock, config, say }: FirstContent,
  path: string,
  isFilled: boolean,
): Promise<boolean> {
  const today = dayOf(Math.floor(clock.machine() / 1000), 'UTC')
  const sales = readSales(readGiven(path), today)
  if (!sales.ok) throw new ContentRefused(`${path}: ${sales.failure.message}`)
  const { items, lines, lastDay, notes, sellThrough } = sales.value
  const list = readItemAttributes(config.items ? readGiven(config.items) : null, items)
  if (!list.ok) throw new ContentRefused(`${config.items}: ${list.failure.message}`)
  if (isFilled && (await readSetting(database, DEMO_SETTING)) === true) {
    say('Demo       its generated records make room for your sales')
    await forgetRecords(database)
  }
  await takeIn(
    database,
    new Map([
      ['items.csv', list.value],
      ['sell_through.csv', sellThrough],
    ]),
  )
  await writeSetting(database, DEMO_SETTING, false)
  await writeSetting(database, COMPANY_SETTING, basename(path).replace(/\.\w+$/, ''))
  for (const note of notes) say(`Sales      ${note}`)
  await followSales(clock, { lastDay, today, say })
  const { rows } = await countSales(database)
  say(`Rows read  ${rows} (${lines} lines of ${basename(path)}, ${items.length} items)`)
  return true
}

/** Sales older than this are history: the business clock goes back to the day after the last. */
const OLD_DAYS = 60

async function followSales(
  clock: Clock,
  { lastDay, today, say }: { lastDay: Day; today: Day; say: (line: string) => void },
): Promise<void> {
  if (lastDay + OLD_DAYS >= today) return
  const noon = localToInstant(lastDay + 1, 12 * 60, 'UTC') * 1000
  await clock.moveBusiness(noon)
  say(`Clock      the last sale is of ${formatDay(lastDay)}: the business day is ${formatDay(lastDay + 1)}`)
}

function readGiven(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    throw new ContentRefused(`File (${path}) cannot be read: ${(error as Error).message}`)
  }
}

const SHOWN = 5

async function takeIn(database: Database, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const { batch, errors } = await importRecords(database, { files, commit: true, by: 'start' })
  if (batch !== null) return
  const first = errors.slice(0, SHOWN).map((one) => `  ${one.message}`)
  throw new ContentRefused(`${errors.length} error(s), nothing was taken in:\n${first.join('\n')}`)
}
