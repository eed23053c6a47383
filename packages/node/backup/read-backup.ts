import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { proofOf, type TableCount } from './backup.ts'
import {
  BadBackup,
  type Frame,
  type Head,
  readFrames,
  type Sequence,
  type TableHead,
  type TableProof,
} from './container.ts'

export interface TableContent extends TableHead, TableCount {}

export interface BackupContent {
  readonly head: Head
  readonly tables: readonly TableContent[]
  readonly rows: number
}

/** What to do with each part while a file is read; rows of a table come as pieces of COPY text. */
export interface BackupVisitor {
  readonly head?: (head: Head) => Promise<void>
  readonly table?: (table: TableHead, rows: AsyncIterable<Buffer>) => Promise<void>
  readonly sequences?: (sequences: readonly Sequence[]) => Promise<void>
}

/** Reads a backup from its beginning to its end and checks every count and hash on the way. Throws BadBackup. */
export async function readBackup(file: string, visitor: BackupVisitor = {}): Promise<BackupContent> {
  const tables: TableContent[] = []
  let head: Head | undefined
  const frames = readFrames(unzipped(file))
  try {
    for await (const frame of frames) {
      if (frame.letter === 'H') {
        head = parse<Head>(frame)
        await visitor.head?.(head)
      } else if (frame.letter === 'T') tables.push(await readTable(parse<TableHead>(frame), frames, visitor))
      else if (frame.letter === 'S') await visitor.sequences?.(parse<readonly Sequence[]>(frame))
      else throw new BadBackup('The backup is damaged inside; choose another file')
    }
  } catch (error) {
    throw asBadBackup(error, file)
  }
  if (!head) throw new BadBackup('The backup is damaged: it has no head; choose another file')
  return { head, tables, rows: tables.reduce((sum, one) => sum + one.rows, 0) }
}

const parse = <T>(frame: Frame): T => JSON.parse(frame.body.toString('utf8')) as T

function unzipped(file: string) {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  return source.pipe(gunzip)
}

async function readTable(
  table: TableHead,
  frames: AsyncGenerator<Frame>,
  visitor: BackupVisitor,
): Promise<TableContent> {
  const proof = proofOf()
  let claimed: TableProof | undefined
  async function* rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const { value, done } = await frames.next()
      if (done) throw new BadBackup('The backup ends within a table; choose another file')
      if (value.letter === 'E') {
        claimed = parse<TableProof>(value)
        return
      }
      if (value.letter !== 'D') throw new BadBackup('The backup is damaged inside; choose another file')
      proof.add(value.body)
      yield value.body
    }
  }
  const all = rows()
  if (visitor.table) await visitor.table(table, all)
  for await (const _ of all) {
    // Nobody wanted these rows; they are counted all the same.
  }
  const found = proof.end()
  if (found.rows === claimed?.rows && found.sha256 === claimed.sha256) return { ...table, ...found }
  throw new BadBackup(
    `The backup is damaged: table ${table.table} should have ${claimed?.rows} rows and its hash; choose another file`,
  )
}

function asBadBackup(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return new BadBackup(`The backup (${file}) is not there; give the path of a file that "headwater backup" wrote`)
  if (code === 'Z_BUF_ERROR')
    return new BadBackup('The backup ends too early: it was cut short, or its writing was stopped; choose another file')
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
    return new BadBackup('The backup is damaged inside; choose another file')
  if (code?.startsWith('Z_'))
    return new BadBackup(`The file (${file}) should be a Headwater backup, but it is not, or it is damaged (${code})`)
  return error
}
