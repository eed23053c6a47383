import type { Database, Session } from './database.ts'

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
  /** Reads the distance again, after another process moved it. */
  readonly refresh: () => Promise<void>
}

const SETTING = 'business-clock-offset-ms'

/** Opens the clocks of a database. The machine's is an argument, so that tests decide it. */
export async function openClock(database: Database, machine: () => number = Date.now): Promise<Clock> {
  let offset = await readOffset(database)
  return {
    machine,
    business: () => machine() + offset,
    moveBusiness: async (to) => {
      const wanted = Math.round(to - machine())
      await writeSetting(database, SETTING, wanted)
      await database.query({ text: "select pg_notify('business_clock', $1)", values: [String(wanted)] })
      offset = wanted
    },
    refresh: async () => {
      offset = await readOffset(database)
    },
  }
}

async function readOffset(session: Session): Promise<number> {
  const value = await readSetting(session, SETTING)
  return typeof value === 'number' ? value : 0
}

/** The value of a setting, or undefined. */
export async function readSetting(session: Session, name: string): Promise<unknown> {
  const rows = await session.query<{ value: unknown }>({
    text: 'select value from setting where name = $1',
    values: [name],
  })
  return rows[0]?.value
}

export async function writeSetting(session: Session, name: string, value: unknown): Promise<void> {
  await session.query({
    text: `insert into setting (name, value) values ($1, $2::jsonb)
           on conflict (name) do update set value = excluded.value, changed = now()`,
    values: [name, JSON.stringify(value)],
  })
}
