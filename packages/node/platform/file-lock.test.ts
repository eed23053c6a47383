import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tryFileLock } from './file-lock.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SCRIPT = `
import { tryFileLock } from ${JSON.stringify(new URL('./file-lock.ts', import.meta.url).href)}
const attempt = tryFileLock(process.argv[1], 'the other')
console.log('lock' in attempt ? 'taken' : attempt.holder.pid)
if (process.argv[2]) setInterval(() => {}, 1000)`

function other(path: string, ...more: string[]) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, path, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, said: once(child.stdout!, 'data').then(([text]) => String(text).trim()) }
}

describe('a lock between processes', () => {
  test('is held by one, and free after it is released', async () => {
    const path = join(folder, 'a')
    const attempt = tryFileLock(path, 'here')
    if (!('lock' in attempt)) throw new Error('it should be free')
    expect(tryFileLock(path)).toMatchObject({ holder: { pid: process.pid, note: 'here' } })
    attempt.lock.note('there')
    expect(tryFileLock(path)).toMatchObject({ holder: { note: 'there' } })
    expect(await other(path).said).toBe(String(process.pid))
    attempt.lock.release()
    expect(readdirSync(folder)).toEqual([])
    expect(await other(path).said).toBe('taken')
  })

  test('is taken over from a process that was killed', async () => {
    const path = join(folder, 'b')
    const { child, said } = other(path, 'stay')
    await said
    expect(tryFileLock(path)).toMatchObject({ holder: { pid: child.pid } })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect('lock' in tryFileLock(path)).toBe(true)
  })

  test('is taken over when its number now belongs to another process', () => {
    const path = join(folder, 'c')
    writeFileSync(path, JSON.stringify({ pid: process.ppid, start: '1', note: '' }))
    expect('lock' in tryFileLock(path)).toBe(true)
  })

  test('is taken over when its file is damaged', () => {
    const path = join(folder, 'd')
    writeFileSync(path, '{"pid":')
    expect('lock' in tryFileLock(path)).toBe(true)
  })

  test('goes to exactly one of many that find it left behind', async () => {
    const path = join(folder, 'e')
    writeFileSync(path, JSON.stringify({ pid: 2 ** 30, start: '1', note: '' }))
    const all = Array.from({ length: 6 }, () => other(path, 'stay'))
    const said = await Promise.all(all.map((one) => one.said))
    expect(said.filter((text) => text === 'taken')).toHaveLength(1)
    for (const { child } of all) child.kill('SIGKILL')
  })
})
