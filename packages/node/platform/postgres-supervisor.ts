import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { databaseUser } from './database-user.ts'
import type { Log } from './log.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { DATABASE_ROLE, dataFolder, type PostmasterNote, readPostmaster, runningPostmaster } from './postgres-folder.ts'
import { launch, type PostgresPlace, readyPostmaster, stopPostmaster } from './postgres-process.ts'
import { postgresSettings } from './postgres-settings.ts'
import { isPostgresOn, programOf } from './process-facts.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

export interface PostgresOptions {
  readonly home: string
  readonly log: Log
  /** HEADWATER_POSTGRES_BIN. */
  readonly binaries?: string | undefined
  /** Where copies of the embedded programs are kept for root; the home by default. */
  readonly binariesHome?: string
  /** False only for tests: no fsync. */
  readonly durable?: boolean
  /** Starts the database again when it dies by itself; true by default. */
  readonly revive?: boolean
}

/** A running embedded database. */
export interface Postgres {
  /** postgresql://… through the Unix socket, to the maintenance database `postgres`; see databaseUrl. */
  readonly url: (database: string) => string
  readonly pid: () => number
  /** True when the server was already running, left by a node that was killed, and was taken over. */
  readonly adopted: boolean
  readonly stop: () => Promise<void>
  /** Stops looking after it and leaves it running: somebody else has it. */
  readonly leave: () => void
}

const STOP_MS = 3_000
const WATCH_MS = 1_000
const REVIVE_WAITS_MS = [0, 200, 1_000, 3_000, 10_000]

/** Starts the database of a home, or takes over the one that runs there. The caller holds the lock of the home. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = databaseUser()
  const durable = options.durable ?? true
  const binaries = postgresBinaries({ home: options.binariesHome ?? options.home, user, given: options.binaries })
  const data = await dataFolder({ home: options.home, binaries, user, durable })
  const settings = postgresSettings(binaries.major, durable)
  const place: PostgresPlace = { data, log: join(options.home, 'postgres.log'), binaries, user, settings }
  const orphan = await usableOrphan(place)
  const state = orphan ? { note: orphan, child: undefined } : await fresh(place)
  return supervise({ place, options, state, adopted: orphan !== undefined })
}

/** The address of the database that runs in a home, for a second process of the same machine; undefined when none runs. */
export function runningDatabaseUrl(home: string, database: string): string | undefined {
  const note = runningPostmaster(join(home, 'data'))
  return note?.ready ? socketUrl(note, database) : undefined
}

const socketUrl = (note: PostmasterNote, database: string): string =>
  `postgresql://${DATABASE_ROLE}@localhost/${database}?host=${encodeURIComponent(note.socketFolder)}&port=${note.port}`

async function usableOrphan(place: PostgresPlace): Promise<PostmasterNote | undefined> {
  const note = runningPostmaster(place.data) && (await readyPostmaster(place.data))
  if (!note) return undefined
  const program = programOf(note.pid)
  if (program === undefined || program === join(place.binaries.folder, 'postgres')) return note
  await stopPostmaster(place.data, note.pid, STOP_MS)
  removeSocketFolder(note.socketFolder, place.user)
  return undefined
}

interface Running {
  note: PostmasterNote
  child: ChildProcess | undefined
}

async function fresh(place: PostgresPlace): Promise<Running> {
  const left = readPostmaster(place.data)
  if (left) removeSocketFolder(left.socketFolder, place.user)
  const socketFolder = makeSocketFolder(place.user)
  try {
    return await launch(place, socketFolder)
  } catch (error) {
    removeSocketFolder(socketFolder, place.user)
    throw error
  }
}

interface Watch {
  readonly place: PostgresPlace
  readonly options: PostgresOptions
  readonly state: Running
  readonly adopted: boolean
}

function supervise({ place, options, state, adopted }: Watch): Postgres {
  let watching = options.revive ?? true
  let reviving: Promise<void> | undefined
  const look = () => {
    if (!watching || reviving || isPostgresOn(state.note.pid, place.data)) return
    options.log.error('The database ended by itself; it is started again', { pid: state.note.pid })
    reviving = revive().finally(() => (reviving = undefined))
  }
  const timer = setInterval(look, WATCH_MS).unref()
  const watchChild = () => {
    state.child?.unref()
    state.child?.on('exit', look)
  }
  const revive = async () => {
    for (const pause of REVIVE_WAITS_MS) {
      await wait(pause)
      if (!watching) return
      try {
        // The address must stay the same, because open pools connect to it again.
        Object.assign(state, await launch(place, state.note.socketFolder))
        watchChild()
        return
      } catch (error) {
        options.log.error('The database could not be started again', { error })
      }
    }
    options.log.error('The database stays down. Stop the node, look at its log, and start again', { log: place.log })
  }
  watchChild()
  const leave = () => {
    watching = false
    clearInterval(timer)
  }
  const stop = async () => {
    leave()
    await reviving
    await stopPostmaster(place.data, state.note.pid, STOP_MS)
    removeSocketFolder(state.note.socketFolder, place.user)
  }
  return { url: (database) => socketUrl(state.note, database), pid: () => state.note.pid, adopted, stop, leave }
}
