import type { Database, Session } from './database.ts'
import { readSetting, writeSetting } from './settings.store.ts'

/**
 * Two clocks. The machine's: sessions, tokens, signatures, time-outs, retries. The business clock: dates, plans, promises; it runs with the
 * machine's, moved by a distance that the demo may change.
 */
export interface Clock {
  /** Milliseconds since 1970 by the machine. */
  readonly machine: () => number
  /** Milliseconds since 1970 in business. */
  readonly business: () => number
  /** Moves the business clock to this moment, for every process on the database. */
  readonly moveBusiness: (to: number) => Promise<void>
  /** The same within a transaction of the caller; this clock reads it by `refresh` when that is committed. */
  readonly moveBusinessIn: (session: Session, to: number) => Promise<void>
  /** Reads the distance again, after another process moved it. */
  readonly refresh: () => Promise<void>
}

const SETTING = 'business-clock-offset-ms'

/** Opens the clocks of a database. The machine's is an argument, so that tests decide it. */
export async function openClock(database: Database, machine: () => number = Date.now): Promise<Clock> {
  let offset = await readOffset(database)
  const moveBusinessIn = async (session: Session, to: number): Promise<void> => {
    const wanted = Math.round(to - machine())
    await writeSetting(session, SETTING, wanted)
    await session.query({ text: "select pg_notify('business_clock', $1)", values: [String(wanted)] })
  }
  const refresh = async (): Promise<void> => {
    offset = await readOffset(database)
  }
  return {
    machine,
    business: () => machine() + offset,
    moveBusiness: async (to) => {
      await moveBusinessIn(database, to)
      await refresh()
    },
    moveBusinessIn,
    refresh,
  }
}

async function readOffset(session: Session): Promise<number> {
  const value = await readSetting(session, SETTING)
  return typeof value === 'number' ? value : 0
}
