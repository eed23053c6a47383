import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DatabaseUser } from './database-user.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { asUser, type PostmasterNote, postmasterFile, readPostmaster, runningPostmaster } from './postgres-folder.ts'
import { isAlive, isNumberTaken, isPostgresOn, postgresProcesses, startMark } from './process-facts.ts'
import { SOCKET_PORT } from './socket-folder.ts'

const READY_MS = 60_000
const LEAVE_MS = 10_000
const STEP_MS = 10
const LONGEST_LOG = 5_000_000

export interface PostgresPlace {
  readonly data: string
  readonly log: string
  readonly binaries: PostgresBinaries
  readonly user: DatabaseUser | undefined
  readonly settings: Readonly<Record<string, string>>
}

/** Starts the server process and waits until it takes connections. Throws with the end of its log when it does not. */
export async function launch(
  place: PostgresPlace,
  socketFolder: string,
): Promise<{ child: ChildProcess; note: PostmasterNote }> {
  await clearStaleNote(place.data)
  const log = openLog(place.log)
  const settings = Object.entries({
    port: String(SOCKET_PORT),
    unix_socket_directories: socketFolder,
    ...place.settings,
  })
  const args = ['-D', place.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // Its own process group: Ctrl-C in the terminal must reach the node first, which then stops the database last.
  const options = { ...asUser(place.user), detached: true, stdio: ['ignore', log, log] as ['ignore', number, number] }
  const child = spawn(join(place.binaries.folder, 'postgres'), args, options)
  closeSync(log)
  let failed: Error | undefined
  child.on('error', (error) => (failed = error))
  for (let left = READY_MS; left > 0; left -= STEP_MS) {
    const note = readPostmaster(place.data)
    if (note?.pid === child.pid && note?.ready) return { child, note }
    if (failed || child.exitCode !== null || child.signalCode !== null) break
    await wait(STEP_MS)
  }
  if (child.exitCode === null) child.kill('SIGKILL')
  const reason = failed?.message ?? `it ended with ${child.exitCode ?? child.signalCode}`
  throw new Error(
    `The database in ${place.data} did not start (${reason}). The end of its log ${place.log}:\n${tail(place.log)}`,
  )
}

function openLog(path: string): number {
  const log = openSync(path, 'a', 0o600)
  if (fstatSync(log).size > LONGEST_LOG) ftruncateSync(log)
  return log
}

const tail = (path: string): string => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n')

/**
 * PostgreSQL itself takes over the note of a dead server, but refuses to start while the number in it is taken: by an unrelated process
 * of the same user, or by the dead server where nobody has waited for it. Both are common in containers. Then the note is removed, once
 * no process of the old server is left.
 */
async function clearStaleNote(data: string): Promise<void> {
  for (let left = LEAVE_MS; left > 0 && postgresProcesses(data).length > 0; left -= STEP_MS) await wait(STEP_MS)
  const note = readPostmaster(data)
  if (note && isNumberTaken(note.pid) && !isPostgresOn(note.pid, data)) unlinkSync(postmasterFile(data))
}

/** Ends the server as `pg_ctl stop -m fast` does: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(data: string, pid: number, patience: number): Promise<void> {
  if (!isPostgresOn(pid, data)) return
  // By its number and its start: a process that is ending stands in no folder any more, and is there still.
  const mark = startMark(pid)
  const isThere = (): boolean => isAlive(pid) && startMark(pid) === mark
  process.kill(pid, 'SIGINT')
  for (let left = patience; left > 0 && isThere(); left -= STEP_MS) await wait(STEP_MS)
  // Immediate shutdown: no checkpoint now, the next start recovers from the log. Nothing committed is lost.
  if (isPostgresOn(pid, data)) process.kill(pid, 'SIGQUIT')
  for (let left = LEAVE_MS; left > 0 && isThere(); left -= STEP_MS) await wait(STEP_MS)
}

/** Waits while a server that somebody else started becomes ready; undefined if it ends instead. */
export async function readyPostmaster(data: string): Promise<PostmasterNote | undefined> {
  for (let left = READY_MS; left > 0; left -= STEP_MS) {
    const note = runningPostmaster(data)
    if (!note || note.ready) return note
    await wait(STEP_MS)
  }
  return undefined
}
