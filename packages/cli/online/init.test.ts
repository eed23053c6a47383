import { execFile } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Today } from '../../../schemas/rest/planning.ts'
import { makeHome, startNode } from '../../node/running-node.suite.ts'

const HEADWATER = new URL('../headwater.mjs', import.meta.url).pathname

let home: ReturnType<typeof makeHome>
beforeEach(() => {
  home = makeHome()
})
afterEach(() => home.remove())

const run = (words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const env = { ...process.env, HEADWATER_HOME: home.home, DATABASE_URL: '' }
    execFile(process.execPath, [HEADWATER, ...words], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

test('init makes a company and its owner without serving, once; a start then serves it as it is', async () => {
  const first = await run(['init', '--json'])
  expect(first.code).toBe(0)
  const made = JSON.parse(first.stdout) as { email: string; password: string; sales: number }
  expect(made).toMatchObject({ home: home.home, sales: 0 })
  expect(JSON.parse((await run(['init', '--json'])).stdout)).toEqual(made)
  const node = await startNode(home.home, [])
  expect(((await node.ask('GET', '/api/today')).body as Today).isDemo).toBe(false)
  const refused = await run(['init'])
  expect({ code: refused.code, said: refused.stderr }).toMatchObject({ code: 2, said: expect.stringContaining('kill') })
  await node.end()
})

test('what a second program may not do is refused with what to do, not a bug', async () => {
  expect(await run(['worker'])).toMatchObject({ code: 2, stderr: expect.stringContaining('npm start') })
  expect((await run(['restore', '/nothing/there'])).code).toBe(2)
  expect((await run(['init', '--demo', '--sales', 'x.csv'])).code).toBe(64)
})
