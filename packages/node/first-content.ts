import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import { readItemAttributes } from '@headwater/files/sales/read-item-attributes'
import { readSales } from '@headwater/files/sales/read-sales'
import { drawDemo } from './draw-demo.ts'
import type { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { readSetting, writeSetting } from './platform/settings.store.ts'
import { beginRecords, countSales, DEMO_SETTING, type FirstRecords, hasRecords, OwnRecords } from './records/index.ts'

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
  if (config.sales) return fillWithSales(content, config.sales)
  if ((await hasRecords(database)) || (await readSetting(database, DEMO_SETTING)) === false) return false
  if (config.empty) {
    await writeSetting(database, DEMO_SETTING, false)
    return false
  }
  say('Demo       no records yet: drawing the demo company')
  await fillWithDemo(content)
  return true
}

async function fillWithDemo({ database, clock, config, say }: FirstContent): Promise<void> {
  const today = dayOf(Math.floor(clock.machine() / 1000), 'Asia/Shanghai')
  const { figures, ...first } = await drawDemo({ today, pack: config.pack })
  await takeIn(database, first)
  for (const { figure, fitted, generated } of figures)
    say(
      `Fit        ${figure.padEnd(26)} public set ${fitted.toFixed(2).padStart(6)}   demo ${generated.toFixed(2).padStart(6)}`,
    )
  const { rows, items } = await countSales(database)
  say(`Rows read  ${rows} generated sales of ${items} items; bills, routings and calendars are ours`)
}

/** What the company began with: the same command again begins nothing anew. */
const BEGUN_SETTING = 'begun-with-sha256'

async function fillWithSales({ database, clock, config, say }: FirstContent, path: string): Promise<boolean> {
  const today = dayOf(Math.floor(clock.machine() / 1000), 'UTC')
  const given = [readGiven(path), config.items ? readGiven(config.items) : null] as const
  const sha256 = hashOf(given)
  if ((await readSetting(database, BEGUN_SETTING)) === sha256 && (await hasRecords(database))) {
    say(`Sales      the company began with ${basename(path)} already; its records stay as they are`)
    return false
  }
  const sales = readSales(given[0], today)
  if (!sales.ok) throw new ContentRefused(`${path}: ${sales.failure.message}`)
  const { items, lines, lastDay, notes, sellThrough } = sales.value
  const list = readItemAttributes(given[1], items)
  if (!list.ok) throw new ContentRefused(`${config.items}: ${list.failure.message}`)
  const isOld = lastDay + OLD_DAYS < today
  await takeIn(database, {
    company: { name: basename(path).replace(/\.\w+$/, ''), isDemo: false },
    files: new Map([
      ['items.csv', list.value],
      ['sell_through.csv', sellThrough],
    ]),
    also: async (transaction) => {
      await writeSetting(transaction, BEGUN_SETTING, sha256)
      await clock.moveBusinessIn(transaction, isOld ? noonAfter(lastDay) : clock.machine())
    },
  })
  await clock.refresh()
  for (const note of notes) say(`Sales      ${note}`)
  if (isOld) say(`Clock      the last sale is of ${formatDay(lastDay)}: the business day is ${formatDay(lastDay + 1)}`)
  const { rows } = await countSales(database)
  say(`Rows read  ${rows} (${lines} lines of ${basename(path)}, ${items.length} items)`)
  return true
}

function hashOf(files: readonly (Uint8Array | null)[]): string {
  const hash = createHash('sha256')
  for (const bytes of files) hash.update(`${bytes?.length ?? 'none'}\n`).update(bytes ?? '')
  return hash.digest('hex')
}

/** Sales older than this are history: the business clock goes back to the day after the last. */
const OLD_DAYS = 60

const noonAfter = (day: Day): number => localToInstant(day + 1, 12 * 60, 'UTC') * 1000

function readGiven(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    throw new ContentRefused(`File (${path}) cannot be read: ${(error as Error).message}`)
  }
}

const SHOWN = 5

async function takeIn(database: Database, first: FirstRecords): Promise<void> {
  const errors = await beginRecords(database, first).catch((error: unknown) => {
    if (!(error instanceof OwnRecords)) throw error
    throw new ContentRefused(
      'This company has records of its own, which --sales would replace; nothing was changed. Start without --sales and add the ' +
        'file with npx headwater import --sales FILE, or begin another company with a new HEADWATER_HOME.',
    )
  })
  if (errors.length === 0) return
  const shown = errors.slice(0, SHOWN).map((one) => `  ${one.message}`)
  throw new ContentRefused(`${errors.length} error(s), nothing was taken in:\n${shown.join('\n')}`)
}
