import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { isAlive, startMark } from './process-facts.ts'

export interface FileLock {
  readonly release: () => void
  /** Replaces the note that a refused one reads, such as the address of the server. */
  readonly note: (text: string) => void
}

export interface LockHolder {
  readonly pid: number
  readonly start: string | undefined
  readonly note: string
}

export type LockAttempt = { readonly lock: FileLock } | { readonly holder: LockHolder }

/**
 * A lock between processes of one machine. The file names the holder by process number and start time, so that the lock of a process
 * which was killed is taken over, even when another process got its number. Never waits.
 */
export function tryFileLock(path: string, note = ''): LockAttempt {
  const own = `${path}.${process.pid}`
  const content = (text: string) => JSON.stringify({ pid: process.pid, start: startMark(process.pid), note: text })
  for (;;) {
    writeFileSync(own, content(note))
    try {
      linkSync(own, path)
      return { lock: { release: () => release(path), note: (text) => replace(path, content(text)) } }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(own)
    }
    const holder = readHolder(path)
    if (holder && isHeld(holder)) return { holder }
    if (holder) removeStale(path, holder)
  }
}

function readHolder(path: string): LockHolder | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    return text.startsWith('{') ? (JSON.parse(text) as LockHolder) : { pid: -1, start: undefined, note: '' }
  } catch (error) {
    if (error instanceof SyntaxError) return { pid: -1, start: undefined, note: '' }
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isHeld(holder: LockHolder): boolean {
  if (holder.pid <= 0 || !isAlive(holder.pid)) return false
  const now = startMark(holder.pid)
  return now === undefined || holder.start === undefined || now === holder.start
}

/** Two processes may find the same stale lock: the one that moves it away looks whether it moved what it had read. */
function removeStale(path: string, stale: LockHolder): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = readHolder(aside)
  if (moved && moved.pid !== stale.pid && isHeld(moved)) {
    try {
      linkSync(aside, path)
    } catch {
      // A third process has taken it meanwhile; the advisory lock in the database decides between them.
    }
  }
  unlinkSync(aside)
}

/** A reader must never see half a note: it would take the lock for a stale one. */
function replace(path: string, content: string): void {
  writeFileSync(`${path}.${process.pid}`, content)
  renameSync(`${path}.${process.pid}`, path)
}

function release(path: string): void {
  if (readHolder(path)?.pid === process.pid) unlinkSync(path)
}
