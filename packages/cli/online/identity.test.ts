import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IdentityView } from '../../../schemas/rest/partners.ts'
import { makeHome, type RunningNode, startNode } from '../../node/running-node.suite.ts'

const CLI = join(import.meta.dirname, '..', 'headwater.mjs')
let made: ReturnType<typeof makeHome>
let node: RunningNode
beforeAll(async () => {
  made = makeHome()
  node = await startNode(made.home, ['--empty'])
})
afterAll(async () => {
  await node?.end()
  made.remove()
})

const run = async (...words: readonly string[]): Promise<string> => {
  const env = { ...process.env, HEADWATER_HOME: made.home, HEADWATER_URL: node.address, DATABASE_URL: '' }
  return (await promisify(execFile)(process.execPath, [CLI, ...words], { env })).stdout
}
const shown = async (...words: readonly string[]): Promise<IdentityView> =>
  JSON.parse(await run('identity', ...words, '--json')) as IdentityView

test('says who the node is, and changes its keys', async () => {
  const before = await shown()
  expect(before.did).toBe(`did:web:localhost%3A${new URL(node.address).port}`)
  expect(before.keys.map((one) => one.algorithm)).toEqual(['ES256', 'EdDSA'].toSorted())
  const served = (await (await fetch(`${node.address}/.well-known/did.json`)).json()) as { id: string }
  expect(served).toEqual(before.document)
  const after = await shown('rotate')
  expect(after.keys).toHaveLength(4)
  expect(after.keys.filter((one) => one.retired !== null).map((one) => one.thumbprint)).toEqual(
    before.keys.map((one) => one.thumbprint),
  )
  const text = await run('identity', 'show')
  expect(text).toContain(before.did)
  for (const { thumbprint } of after.keys) expect(text).toContain(thumbprint)
  await expect(run('identity', 'sell')).rejects.toMatchObject({
    code: 64,
    stderr: expect.stringContaining('show or rotate'),
  })
})
