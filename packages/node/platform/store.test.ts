import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseUser } from './database-user.ts'
import { isRoot } from './home-folder.ts'
import { silentLog } from './log.ts'
import { NodeRunning } from './node-lock.ts'
import { postmasterFile, readPostmaster, runningPostmaster } from './postgres-folder.ts'
import { isAlive } from './process-facts.ts'
import { makeSocketFolder } from './socket-folder.ts'
import { joinedUrl, openStore } from './store.ts'

const ROUNDS = process.env.HEADWATER_TEST_SCALE === 'full' ? 10 : 2

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'store-test-'))
  if (isRoot()) chmodSync(home, 0o711)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const given = process.env.HEADWATER_TEST_POSTGRES_BIN
const open = () => openStore({ home, databaseUrl: undefined, postgresBinaries: given, log: silentLog })
const data = () => join(home, 'data')

/** A process that opens the store and then writes rows one by one, naming each on stdout once its commit is acknowledged. */
const WRITER = `
import { openStore } from ${JSON.stringify(new URL('./store.ts', import.meta.url).href)}
import { silentLog } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)}
const [home, bin] = process.argv.slice(1)
try {
  const { database } = await openStore({ home, databaseUrl: undefined, postgresBinaries: bin || undefined, log: silentLog })
  await database.query({ text: 'create table if not exists written (number int primary key)' })
  const [{ next }] = await database.query({ text: 'select coalesce(max(number), 0) + 1 as next from written' })
  console.log('open')
  for (let number = next; ; number += 1) {
    try {
      await database.query({ text: 'insert into written values ($1)', values: [number] })
      console.log(number)
    } catch {
      await new Promise((done) => setTimeout(done, 20))
    }
  }
} catch (error) {
  console.log(error.constructor.name + ': ' + error.message)
  process.exitCode = 3
}`

interface Writer {
  readonly child: ChildProcess
  readonly said: string[]
  readonly until: (enough: (said: readonly string[]) => boolean) => Promise<void>
  readonly kill: () => Promise<void>
}

function startWriter(): Writer {
  const words = ['--input-type=module', '-e', WRITER, home, given ?? '']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  let heard = () => {}
  createInterface({ input: child.stdout! }).on('line', (line) => {
    said.push(line)
    heard()
  })
  child.on('close', () => heard())
  const until = async (enough: (said: readonly string[]) => boolean) => {
    while (!enough(said)) {
      if (child.exitCode !== null) throw new Error(said.join('\n'))
      await new Promise<void>((done) => (heard = done))
    }
  }
  const kill = async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return { child, said, until, kill }
}

const acknowledged = (writer: Writer) => writer.said.filter((line) => /^\d+$/.test(line)).map(Number)

async function stored(): Promise<Set<number>> {
  const store = await open()
  try {
    const rows = await store.database.query<{ number: number }>({ text: 'select number from written' })
    return new Set(rows.map((row) => row.number))
  } finally {
    await store.close()
  }
}

const missing = (numbers: readonly number[], rows: ReadonlySet<number>) => numbers.filter((number) => !rows.has(number))

describe('a store', () => {
  test('starts on an empty home, also where an earlier start was killed while making the data folder, and stops whole', async () => {
    mkdirSync(join(home, 'data.part'))
    writeFileSync(join(home, 'data.part', 'half'), '')
    const store = await open()
    const pid = store.postgres!.pid()
    expect(await store.database.query({ text: 'select count(*) > 0 as found from schema_migration' })).toEqual([
      { found: true },
    ])
    expect(statSync(data()).mode & 0o777).toBe(0o700)
    expect(joinedUrl({ home, databaseUrl: undefined })).toBe(store.url)
    await store.close()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(postmasterFile(data()))).toBe(false)
    expect(readdirSync(home)).not.toContain('node.lock')
  })

  test('is refused to a second process, which is told who has it and where', async () => {
    const store = await open()
    store.note('http://localhost:4700')
    const second = startWriter()
    await second.until((said) => said.length > 0)
    expect(second.said[0]).toMatch(new RegExp(`^NodeRunning: .*process ${process.pid}, http://localhost:4700`))
    expect(await store.database.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }])
    await store.close()
  })

  test('is refused by the database itself where the home is another, as on another machine', async () => {
    const store = await open()
    const again = openStore({
      home: join(home, 'elsewhere'),
      databaseUrl: store.url,
      postgresBinaries: undefined,
      log: silentLog,
    })
    await expect(again).rejects.toThrow(NodeRunning)
    await expect(again).rejects.toThrow(`process ${process.pid}`)
    await store.close()
    const later = await open()
    await later.close()
  })

  test('goes to exactly one of several processes that start at once', async () => {
    const writers = [startWriter(), startWriter(), startWriter()]
    await Promise.all(writers.map((writer) => writer.until((said) => said.length > 0)))
    const firsts = writers.map((writer) => writer.said[0]!.split(':')[0]).sort()
    expect(firsts).toEqual(['NodeRunning', 'NodeRunning', 'open'])
    for (const writer of writers) await writer.kill()
    await stored()
  })
})

describe('nothing acknowledged is lost', () => {
  test('when the node is killed: the next start takes over the database that it left running', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const writer = startWriter()
      await writer.until(() => acknowledged(writer).length >= 20)
      await writer.kill()
      const orphan = runningPostmaster(data())
      expect(orphan).toBeDefined()
      const store = await open()
      expect(store.postgres!.adopted).toBe(true)
      expect(store.postgres!.pid()).toBe(orphan!.pid)
      await store.close()
      expect(isAlive(orphan!.pid)).toBe(false)
      expect(missing(acknowledged(writer), await stored())).toEqual([])
    }
  })

  test('when the database is killed under a working node: the node starts it again and goes on', async () => {
    const writer = startWriter()
    await writer.until(() => acknowledged(writer).length >= 20)
    for (let round = 0; round < ROUNDS; round += 1) {
      const { pid } = readPostmaster(data())!
      process.kill(pid, 'SIGKILL')
      // What it had acknowledged before may still be on its way to us.
      await expect.poll(() => readPostmaster(data())?.pid ?? pid).not.toBe(pid)
      const before = acknowledged(writer).length
      await writer.until(() => acknowledged(writer).length >= before + 20)
    }
    await writer.kill()
    expect(missing(acknowledged(writer), await stored())).toEqual([])
  })

  test('when both are killed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const writer = startWriter()
      await writer.until(() => acknowledged(writer).length >= 20)
      process.kill(readPostmaster(data())!.pid, 'SIGKILL')
      await writer.kill()
      expect(missing(acknowledged(writer), await stored())).toEqual([])
    }
  })
})

describe('a note left by a dead server', () => {
  test('does not stop a start when its number now belongs to an unrelated process of the same user', async () => {
    await stored()
    const user = databaseUser()
    const stranger = spawn('sleep', ['60'], { ...(user ? { uid: user.uid, gid: user.gid } : {}), stdio: 'ignore' })
    writeFileSync(
      postmasterFile(data()),
      `${stranger.pid}\n${data()}\n1700000000\n5432\n/tmp\n\n  5432001    196612\nready   \n`,
    )
    const store = await open()
    expect(store.postgres!.pid()).not.toBe(stranger.pid)
    await store.close()
    expect(isAlive(stranger.pid!)).toBe(true)
    stranger.kill()
  })
})

describe('a place that will not do', () => {
  test('is named: no temporary folder short enough for a socket', () => {
    const long = mkdtempSync(join(tmpdir(), `${'x'.repeat(90)}-`))
    expect(() => makeSocketFolder(databaseUser(), [long])).toThrow(/at most.*bytes.*TMPDIR/s)
    rmSync(long, { recursive: true })
  })

  test.runIf(isRoot())('is named: a home below a folder that the database user may not enter', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'closed-'))
    const start = openStore({
      home: join(closed, 'home'),
      databaseUrl: undefined,
      postgresBinaries: given,
      log: silentLog,
    })
    await expect(start).rejects.toThrow(`${closed} is closed to it`)
    rmSync(closed, { recursive: true })
  })

  test('is named: a database server that does not answer', async () => {
    const start = openStore({
      home,
      databaseUrl: 'postgresql://x@127.0.0.1:1/x',
      postgresBinaries: undefined,
      log: silentLog,
    })
    await expect(start).rejects.toThrow(/ECONNREFUSED/)
  })
})
