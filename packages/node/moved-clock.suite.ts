import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A machine's clock that a test moves, for itself and for the nodes that it starts. */
export interface MovedClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly moveTo: (at: number) => void
  /** For nodes that go by it. */
  readonly settings: Readonly<Record<string, string>>
  readonly remove: () => void
}

export function makeMovedClock(): MovedClock {
  const folder = mkdtempSync(join(tmpdir(), 'moved-clock-'))
  const path = join(folder, 'distance')
  const file = openSync(path, 'w')
  let distance = 0
  const write = (): void => {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleLE(distance)
    writeSync(file, bytes, 0, 8, 0)
  }
  write()
  return {
    now: () => Date.now() + distance,
    moveTo: (at) => {
      distance = at - Date.now()
      write()
    },
    settings: {
      HEADWATER_MOVED_CLOCK: path,
      NODE_OPTIONS: `--import ${new URL('./moved-clock-process.suite.ts', import.meta.url).href}`,
    },
    remove: () => {
      closeSync(file)
      rmSync(folder, { recursive: true })
    },
  }
}
