import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Day, formatDay } from '@headwater/domain/measures/day'

export interface DemoFigure {
  readonly figure: string
  readonly fitted: number
  readonly generated: number
}

export interface DrawnDemo {
  readonly company: { readonly name: string; readonly isDemo: boolean }
  /** Files of the contract, name → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** How close its sales are to the public figures they are fitted to. */
  readonly figures: readonly DemoFigure[]
}

/** Draws the demo company as of a day, in a program of its own beside this one. */
export async function drawDemo(today: Day, signal?: AbortSignal): Promise<DrawnDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-demo-'))
  try {
    const program = join(import.meta.dirname, '..', 'simulator', 'main.ts')
    const words = ['--disable-warning=ExperimentalWarning', program, folder, formatDay(today)]
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      encoding: 'utf8',
      ...(signal ? { signal } : {}),
    })
    const files = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
    const figures = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as DemoFigure)
    return { company: { name: '恒织 Hengzhi', isDemo: true }, files, figures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
