import { ContentRefused } from './first-content.ts'
import { JoinRefused } from './joined-database.ts'
import { WrongConfig } from './platform/config.ts'
import { SchemaRefused } from './platform/migrate.ts'
import { NodeRunning } from './platform/node-lock.ts'
import { BinariesRefused } from './platform/postgres-binaries.ts'
import { Refused } from './platform/problem.ts'

type Kind = abstract new (...words: never[]) => Error

const REFUSALS: readonly Kind[] = [BinariesRefused, ContentRefused, JoinRefused, NodeRunning, Refused, SchemaRefused]

/** What the machine refuses, and what to do about it. */
const MACHINE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and run the same command again: it goes on',
  EACCES: 'Your user may not do that there. Choose a folder of yours, or give it back to your user',
  EPERM: 'Your user may not do that there. Choose a folder of yours, or give it back to your user',
  EROFS: 'That disk can only be read. Choose another folder: HEADWATER_HOME, or the path of the file',
  ENOENT: 'That folder or file should be there. Correct the path',
  ENOTDIR: 'A part of that path is a file. Correct the path',
  EISDIR: 'That is a folder. Give the path of a file',
  ECONNREFUSED: 'No database server answers there. Start it, or correct DATABASE_URL',
  ENOTFOUND: 'That machine is not known. Correct DATABASE_URL',
  EAI_AGAIN: 'The name of that machine cannot be looked up now. Check the network, or correct DATABASE_URL',
  ETIMEDOUT: 'The database server does not answer. Check the network, or correct DATABASE_URL',
  EHOSTUNREACH: 'The database server cannot be reached. Check the network, or correct DATABASE_URL',
  '28P01': 'The database server does not take that password. Correct DATABASE_URL',
  '28000': 'The database server does not take that user. Correct DATABASE_URL',
  '3D000': 'The database should be there. Create it (createdb), or correct DATABASE_URL',
  '42501': 'The user of DATABASE_URL should own its database. Grant it, or use another',
  '53100': 'The disk of the database is full. Free some space and run the same command again: it goes on',
}

export interface Refusal {
  readonly text: string
  /** 2: refused, 64: a wrong command line or setting. */
  readonly code: number
}

/** What to tell the user where something is refused; undefined: it is a bug. */
export function refusalOf(error: unknown, more: readonly Kind[] = []): Refusal | undefined {
  if (error instanceof WrongConfig) return { text: error.message, code: 64 }
  if ([...REFUSALS, ...more].some((one) => error instanceof one)) return { text: (error as Error).message, code: 2 }
  const { code, message } = firstOf(error) as NodeJS.ErrnoException
  const advice = Object.hasOwn(MACHINE, code ?? '') ? MACHINE[code!] : undefined
  return advice === undefined ? undefined : { text: `${advice} (${message})`, code: 2 }
}

/** A connection tried at several addresses fails with one error for each. */
const firstOf = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error) ?? {}

/** Runs a program of the command line: what is refused is a message and its exit code; what is a bug is thrown. */
export async function runProgram(program: () => Promise<void>, more: readonly Kind[] = []): Promise<void> {
  try {
    await program()
  } catch (error) {
    const refusal = refusalOf(error, more)
    if (!refusal) throw error
    process.stderr.write(`headwater: ${refusal.text}\n`)
    process.exitCode = refusal.code
  }
}
