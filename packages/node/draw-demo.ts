import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { demoCompany, PACK_SETTING } from './packs/index.ts'
import { writeSetting } from './platform/settings.store.ts'
import type { FirstRecords } from './records/index.ts'

export interface DemoFigure {
  readonly figure: string
  readonly fitted: number
  readonly generated: number
}

/** What the demo begins with: the files of the contract, and of which industry it is. */
export interface DrawnDemo extends FirstRecords {
  /** How close its sales are to the public figures they are fitted to. */
  readonly figures: readonly DemoFigure[]
}

export interface DemoOrder {
  readonly today: Day
  readonly pack: string
  readonly signal?: AbortSignal
}

/** Draws the demo company of a pack as of a day, in a program of its own beside this one. */
export async function drawDemo({ today, pack, signal }: DemoOrder): Promise<DrawnDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-demo-'))
  try {
    const program = join(import.meta.dirname, '..', 'simulator', 'main.ts')
    const words = ['--disable-warning=ExperimentalWarning', program, folder, formatDay(today), pack]
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      encoding: 'utf8',
      ...(signal ? { signal } : {}),
    })
    const files = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
    const figures = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as DemoFigure)
    return {
      company: { name: demoCompany(pack), isDemo: true },
      files,
      also: (transaction) => writeSetting(transaction, PACK_SETTING, pack),
      figures,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
