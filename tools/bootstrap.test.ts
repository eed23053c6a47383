import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START_OPTIONS } from '../packages/node/platform/config.ts'
import { NODE_ENVIRONMENT, NODE_FLAGS } from '../packages/node/platform/memory.ts'

const tools = import.meta.dirname
/** The bootstrap is plain JavaScript, so that it runs before anything is installed; here it has no types. */
const load = (name: string) => import(join(tools, name))

/** A clone with the real bootstrap and the real npm, but with no packages to fetch. */
let clone: string
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'bootstrap-test-'))
  mkdirSync(join(clone, 'tools'))
  for (const name of readdirSync(tools).filter((one) => /^bootstrap.*\.mjs$/.test(one)))
    cpSync(join(tools, name), join(clone, 'tools', name))
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0', private: true }))
  writeLock({})
  writeFileSync(
    join(clone, 'say.ts'),
    'const code: number = Number(process.argv[2]); console.log(process.argv.slice(2).join(" ")); process.exit(code)',
  )
  writeFileSync(
    join(clone, 'wait.ts'),
    'process.on("SIGTERM", () => process.exit(5)); console.log("waiting"); setInterval(() => {}, 1000)',
  )
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

function writeLock(packages: Record<string, object>, dependencies = {}): void {
  const root = { name: 'clone', version: '1.0.0', dependencies }
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ ...root, private: true }))
  const lock = {
    name: 'clone',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...packages },
  }
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify(lock))
}

function bootstrap(words: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(clone, 'tools', 'bootstrap.mjs'), ...words], {
    env: { ...process.env, npm_config_offline: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.err += text))
  return { child: child as ChildProcess, said, ended: once(child, 'close').then(([code]) => ({ code, ...said })) }
}

const installLog = () => readFileSync(join(clone, '.headwater', 'install.log'), 'utf8')
const forgetInstallation = () => rmSync(join(clone, 'node_modules'), { recursive: true, force: true })

describe('a command line', () => {
  test.each([
    [[], 'should be given'],
    [['--bogus'], 'Option (--bogus) is not known'],
    [['bogus'], 'Command (bogus) is not known'],
    [['start', '--bogus'], 'Option (--bogus) is not known'],
    [['start', '--sales'], 'Option (--sales) should be followed by a value'],
    [['check', 'x'], 'Argument (x) is not known'],
    [['--install-only', 'x'], 'Argument (x) is not known'],
    [['run'], 'A FILE should be given'],
  ])('that is wrong is refused before anything is installed: %j', async (words, message) => {
    const { code, err } = await bootstrap(words).ended
    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(readdirSync(clone)).not.toContain('node_modules')
  })

  test('of start has the options that the node reads', async () => {
    const { START_OPTIONS: known } = await load('bootstrap-main.mjs')
    const read = Object.entries(START_OPTIONS).map(([name, { type }]) => [`--${name}`, type === 'string'])
    expect(known).toEqual(Object.fromEntries(read))
  })

  test('of start runs the node with the flags, and in the environment, that it names', async () => {
    expect(await load('bootstrap-run.mjs')).toMatchObject({ NODE_FLAGS, NODE_ENVIRONMENT })
  })
})

describe('a run', () => {
  test('installs once, passes words and exit code on, and keeps its own lines off stdout', async () => {
    forgetInstallation()
    const first = await bootstrap(['run', 'say.ts', '7', 'a b']).ended
    expect(first).toMatchObject({ code: 7, out: '7 a b\n' })
    expect(first.err).toMatch(/Packages: 0 packages.*\(done, /)
    const log = installLog()
    const second = await bootstrap(['run', 'say.ts', '0']).ended
    expect(second).toMatchObject({ code: 0, out: '0\n', err: '' })
    expect(installLog()).toBe(log)
  })

  test('installs again when the one before it did not come to its end', async () => {
    for (const name of ['.headwater-stamp', '.package-lock.json'])
      rmSync(join(clone, 'node_modules', name), { force: true })
    expect(await bootstrap(['run', 'say.ts', '0']).ended).toMatchObject({
      code: 0,
      err: expect.stringContaining('Packages: '),
    })
  })

  test('installs again for development tools, and not when they are there already', async () => {
    forgetInstallation()
    const quiet = { code: 0, err: '' }
    expect(await bootstrap(['run', 'say.ts', '0']).ended).not.toMatchObject(quiet)
    expect((await bootstrap(['--install-only']).ended).err).toContain('development tools too')
    expect(await bootstrap(['run', 'say.ts', '0']).ended).toMatchObject(quiet)
    expect(await bootstrap(['--install-only']).ended).toMatchObject(quiet)
  })

  test('waits for another that installs, and installs nothing itself', async () => {
    forgetInstallation()
    const all = await Promise.all([1, 2, 3].map(() => bootstrap(['run', 'say.ts', '0']).ended))
    expect(all.map((one) => one.code)).toEqual([0, 0, 0])
    expect(all.filter((one) => one.err.includes('packages'))).toHaveLength(1)
  })

  test('goes on after a lock that a killed one left', async () => {
    writeFileSync(join(clone, '.headwater', 'install.lock'), JSON.stringify([2 ** 30, process.pid]))
    expect(await bootstrap(['run', 'say.ts', '0']).ended).toMatchObject({ code: 0, err: '' })
  })

  test('passes a signal to its program and ends with its exit code', async () => {
    const { child, ended } = bootstrap(['run', 'wait.ts'])
    await Promise.race([once(child.stdout!, 'data'), ended])
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 5 })
  })
})

test('a signal to npm alone ends what it started', async () => {
  const { scripts } = JSON.parse(readFileSync(join(tools, '..', 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  for (const script of Object.values(scripts)) expect(script).toMatch(/^exec node tools\/bootstrap\.mjs /)
  const given = readFileSync(join(clone, 'package.json'), 'utf8')
  const wait = scripts.start!.replace(/start$/, 'run wait.ts')
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ ...JSON.parse(given), scripts: { wait } }))
  const child = spawn('npm', ['run', 'wait'], { cwd: clone, stdio: ['ignore', 'pipe', 'ignore'] })
  // Closed when nobody is left who could write to it.
  const ended = once(child.stdout, 'close')
  let said = ''
  for await (const part of child.stdout.setEncoding('utf8')) {
    said += part
    if (said.includes('waiting\n')) child.kill('SIGTERM')
  }
  await ended
  expect(said).toContain('waiting')
  writeFileSync(join(clone, 'package.json'), given)
})

describe('a failure', () => {
  const nowhere = {
    npm_config_offline: 'false',
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
  }

  test('of the network says what to do, and the next run goes on', async () => {
    writeLock({ 'node_modules/far-away': { version: '1.0.0' } }, { 'far-away': '1.0.0' })
    const failed = await bootstrap(['run', 'say.ts', '0'], nowhere).ended
    expect(failed).toMatchObject({ code: 1, out: '' })
    expect(failed.err).toMatch(/cannot be fetched.*Check the network.*run the same command again/)
    expect(failed.err).not.toMatch(/https?:/)
    writeLock({})
    expect(await bootstrap(['run', 'say.ts', '0']).ended).toMatchObject({ code: 0, out: '0\n' })
  })

  test.each([
    ['npm error code ENOSPC\nnpm error nospc no space left on device', /disk is full.*again/],
    ['npm error code EACCES\nnpm error syscall mkdir', /may not write/],
    ['npm error code EBADPLATFORM', /not made for this system/],
    ['npm error code EUSAGE\nnpm ci can only install packages', /package-lock\.json should agree/],
    ['npm error something else', /npm ci failed:\nnpm error something else\n.*install\.log/],
  ])('of npm is explained: %j', async (said, message) => {
    const { explain } = await load('bootstrap-npm.mjs')
    expect(explain(said, 'ci')).toMatch(message)
  })

  test('of a disk that is too small is seen before it is filled', async () => {
    const { needRoom } = await load('bootstrap-machine.mjs')
    expect(() => needRoom(500, 120)).toThrow(/120 MB free.*500 MB/)
    expect(() => needRoom(500, 500)).not.toThrow()
  })
})

describe('the packages of a lock file', () => {
  const other = process.platform === 'linux' ? 'darwin' : 'linux'
  const lock = {
    packages: {
      '': {},
      'packages/a': {},
      'node_modules/a': { link: true },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1.0.0', dev: true },
      'node_modules/d': { version: '1.0.0', optional: true, os: [other] },
      'node_modules/e': { version: '1.0.0', optional: true, os: [`!${other}`] },
    },
  }

  test('are those of this system, with development tools or without', async () => {
    const { packagesOf } = await load('bootstrap-packages.mjs')
    const names = (dev: boolean) =>
      packagesOf(lock, dev).map((one: { path: string }) => dirname(one.path) && one.path.slice(-1))
    expect(names(false)).toEqual(['b', 'e'])
    expect(names(true)).toEqual(['b', 'c', 'e'])
  })

  test('are known to be there after npm was run by hand, and not after it was stopped', async () => {
    const { isComplete } = await load('bootstrap-packages.mjs')
    const installed = (names: string) => ({
      packages: Object.fromEntries(names.split('').map((name) => [`node_modules/${name}`, { version: '1.0.0' }])),
    })
    expect(isComplete(lock, true, installed('bc'))).toBe(true)
    expect(isComplete(lock, true, installed('b'))).toBe(false)
    expect(isComplete(lock, false, installed('b'))).toBe(true)
    expect(isComplete(lock, false, undefined)).toBe(false)
    expect(isComplete(lock, false, { packages: { 'node_modules/b': { version: '2.0.0' } } })).toBe(false)
  })
})

test('Node is taken as it is from 22.18 on', async () => {
  const { isNewEnough } = await load('bootstrap-node.mjs')
  expect(['18.20.0', '20.19.5', '22.17.1', '22.18.0', '22.20.0', '24.0.0'].map(isNewEnough)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ])
})

test('the time left follows from the share that is done', async () => {
  const { timeLeft } = await load('bootstrap-screen.mjs')
  expect(timeLeft({ fraction: 0.25, started: 0 }, 10_000)).toBe('25 %, about 30 s left')
  expect(timeLeft({ fraction: 0, started: 0 }, 10_000)).toBe('')
})
