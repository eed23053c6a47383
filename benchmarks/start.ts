import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { isRoot } from '@headwater/node/platform/home-folder'
import { atMost, type BenchRow } from './bench-row.ts'

export const topic = 'start'

const project = fileURLToPath(new URL('..', import.meta.url))
/** An idle node has collected its garbage and the database has written what it had to. */
const IDLE_MS = 20_000
const MEGABYTE = 1e6

/**
 * `npm start` on a fresh clone of the commit that is checked out, in a folder and a home of its own: until the page answers, then a second
 * time, and until all of it has ended. The npm cache is a new one with HEADWATER_BENCH_COLD=1, else the machine's; as root the database
 * runs as another user.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-start-'))
  if (isRoot()) chmodSync(folder, 0o711)
  const isCold = process.env.HEADWATER_BENCH_COLD === '1'
  const place: Place = {
    clone: join(folder, 'clone'),
    home: join(folder, 'home'),
    cache: isCold ? join(folder, 'npm') : null,
  }
  try {
    execFileSync('git', ['clone', '--quiet', project, place.clone])
    mkdirSync(place.home, { mode: 0o711 })
    const cache = isCold ? 'empty npm cache' : 'warm npm cache'
    const first = await start(place)
    await stop(first)
    const second = await start(place)
    await new Promise((done) => setTimeout(done, IDLE_MS))
    const memory = treeMegabytes(second.child.pid!)
    const stopped = await stop(second)
    const row = (metric: string, value: number, [unit, must]: readonly [string, number | null]): BenchRow =>
      atMost({ topic, metric, value, unit, anchor: '', must, goal: null })
    return [
      row(`fresh clone to page, ${cache}, ${isRoot() ? 'root' : 'a normal user'}`, first.seconds, ['s', 180]),
      row('second start to page', second.seconds, ['s', 5]),
      row('stop by a signal to npm', stopped, ['s', 5]),
      row('server and PostgreSQL when idle', memory, ['MB', 300]),
      row('packages, runtime and screens on disk', megabytesOf(place.clone), ['MB', null]),
      row('home with the demo company on disk', megabytesOf(place.home), ['MB', null]),
      ...(place.cache ? [row('downloaded by npm', megabytesOf(place.cache), ['MB', null])] : []),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Place {
  readonly clone: string
  readonly home: string
  readonly cache: string | null
}

interface Started {
  readonly child: ChildProcess
  readonly seconds: number
}

/** Runs `npm start` until its page answers. */
async function start({ clone, home, cache }: Place): Promise<Started> {
  const began = performance.now()
  const { HEADWATER_STARTED: _, NODE_COMPILE_CACHE: __, DATABASE_URL: ___, ...given } = process.env
  const child = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...given, HEADWATER_HOME: home, HEADWATER_NO_OPEN: '1', ...(cache ? { npm_config_cache: cache } : {}) },
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Address\s+(\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    child.stdout.resume()
    const { status } = await fetch(address)
    if (status !== 200) throw new Error(`The page (${address}) should answer with 200, not ${status}`)
    return { child, seconds: (performance.now() - began) / 1000 }
  }
  throw new Error('npm start should have said an address')
}

/** Asks npm to end; resolves with the seconds until nobody of it is left. */
async function stop({ child }: Started): Promise<number> {
  const began = performance.now()
  const ended = once(child.stdout!, 'close')
  child.kill('SIGTERM')
  await ended
  return (performance.now() - began) / 1000
}

/** Memory of the node, its database and all they started, shared pages counted once (Pss); npm and the bootstrap are not of it. */
function treeMegabytes(npm: number): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n')
  const all = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)!.slice(1) as [string, string, string])
  const below = (pid: number): [string, string, string][] =>
    all.filter((one) => Number(one[1]) === pid).flatMap((one) => [one, ...below(Number(one[0]))])
  const own = below(npm).filter(([, , args]) => !/bootstrap\.mjs|^sh -c/.test(args))
  const kilobytes = own.map(([pid]) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
  })
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000
}

/** What a folder takes on disk. */
function megabytesOf(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  return paths.reduce((sum, one) => sum + lstatSync(join(one.parentPath, one.name)).blocks * BLOCK, 0) / MEGABYTE
}

const BLOCK = 512
