import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkArrows } from './arrows.ts'
import { plantTree } from './planted-tree.ts'

const HOUSE = {
  'schemas/rest/order.ts':
    "import { Type } from 'typebox'\n\nexport const order = Type.String()\nexport type Order = string\n",
  'packages/domain/items/item.ts': 'export const item = 1\n',
  'benchmarks/draw.ts': "export { item as draw } from '@headwater/domain/items/item'\n",
  'packages/files/read-rows.ts':
    "import { parse } from 'csv-parse/sync'\nexport { item } from '@headwater/domain/items/item'\nexport const rows = parse\n",
  'packages/engine/planning/net.ts': "export { item as net } from '@headwater/domain/items/item'\n",
  'packages/engine/scheduling/search.ts': 'export const search = 1\n',
  'packages/engine/forecasting/smooth.ts': 'export const smooth = 1\n',
  'packages/engine/promising/promise.ts':
    "export { net } from '../planning/net.ts'\nexport { search } from '../scheduling/search.ts'\n",
  'packages/engine/responding/grade.ts': "export { smooth } from '../forecasting/smooth.ts'\n",
  'packages/exchange/transfer/send.ts': 'export const send = 1\n',
  'packages/node/platform/database.ts': "export { Pool } from 'pg'\nexport { readFileSync } from 'node:fs'\n",
  'packages/node/orders/index.ts': "export { take } from './take.ts'\n",
  'packages/node/orders/take.ts': "export { net as take } from '@headwater/engine/planning/net'\n",
  'packages/node/orders/orders.store.ts':
    "import { sql } from 'kysely'\nexport { Pool } from '../platform/database.ts'\nexport const query = sql\n",
  'packages/node/orders/take.route.ts':
    "import Fastify from 'fastify'\nexport { order } from '../../../schemas/rest/order.ts'\nexport { take } from './take.ts'\nexport const route = Fastify\n",
  'packages/node/orders/take.task.ts': "export { take as run } from './take.ts'\n",
  'packages/node/plans/index.ts': 'export const plan = 1\n',
  'packages/node/plans/plan.ts': "export { take } from '../orders/index.ts'\n",
  'packages/node/main.ts': "export { route } from './orders/take.route.ts'\n",
  'packages/simulator/demo/company.ts': "export { route } from '@headwater/node/main'\n",
  'packages/cli/plan.ts':
    "export { net } from '@headwater/engine/planning/net'\nexport { route } from '@headwater/node/main'\n",
  'packages/web/orders/page.tsx':
    "import type { Order } from '../../../schemas/rest/order.ts'\n\nexport const page = (order: Order) => <p>{order}</p>\n",
}

test('the arrows of the house are allowed, and every module of it was read', async () => {
  expect(await checkArrows(plantTree(HOUSE))).toEqual({ read: Object.keys(HOUSE).length, findings: [] })
})

const BROKEN: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['arrow-domain', 'packages/domain/items/up.ts', '@headwater/engine/planning/net'],
  ['arrow-engine', 'packages/engine/planning/up.ts', '@headwater/node/platform/database'],
  ['arrow-engine', 'packages/engine/planning/side.ts', '@headwater/exchange/transfer/send'],
  ['arrow-engine', 'packages/engine/planning/files.ts', '@headwater/files/read-rows'],
  ['arrow-exchange', 'packages/exchange/transfer/side.ts', '@headwater/engine/planning/net'],
  ['arrow-files', 'packages/files/side.ts', '@headwater/engine/planning/net'],
  ['arrow-node', 'packages/node/platform/up.ts', '@headwater/simulator/demo/company'],
  ['arrow-cli', 'packages/cli/inside.ts', '@headwater/node/orders/take'],
  ['arrow-cli', 'packages/cli/simulated.ts', '@headwater/simulator/demo/company'],
  ['arrow-web', 'packages/web/orders/core.tsx', '@headwater/engine/planning/net'],
  ['arrow-web', 'packages/web/orders/server.tsx', '../../node/orders/take.ts'],
  ['benchmarks-on-top', 'packages/engine/planning/drawn.test.ts', '../../../benchmarks/draw.ts'],
  ['pure-core', 'packages/engine/planning/npm.ts', 'kysely'],
  ['pure-core', 'packages/domain/items/disk.ts', 'node:fs'],
  ['files-without-disk', 'packages/files/disk.ts', 'node:fs'],
  ['web-without-node', 'packages/web/orders/disk.tsx', 'node:fs'],
  ['schemas-alone', 'schemas/rest/deep.ts', '../../packages/domain/items/item.ts'],
  ['engine-strangers', 'packages/engine/planning/sibling.ts', '../forecasting/smooth.ts'],
  ['engine-strangers', 'packages/engine/scheduling/back.ts', '../promising/promise.ts'],
  ['engine-promising', 'packages/engine/promising/sibling.ts', '../forecasting/smooth.ts'],
  ['engine-responding', 'packages/engine/responding/sibling.ts', '../planning/net.ts'],
  ['node-slice-door', 'packages/node/plans/inside.ts', '../orders/take.ts'],
  ['node-platform-below', 'packages/node/platform/up.ts', '../orders/index.ts'],
  ['node-main-on-top', 'packages/node/orders/top.ts', '../main.ts'],
  ['node-edge-over-use-case', 'packages/node/orders/list.route.ts', './orders.store.ts'],
  ['node-use-case-under-edge', 'packages/node/orders/list.ts', './take.route.ts'],
  ['node-io-in-platform', 'packages/node/orders/disk.ts', 'node:fs/promises'],
  ['node-io-in-platform', 'packages/node/orders/net.store.ts', 'node:net'],
  ['node-threads', 'packages/node/orders/thread.ts', 'node:worker_threads'],
  ['node-postgres-in-platform', 'packages/node/orders/query.ts', 'kysely'],
  ['node-postgres-in-platform', 'packages/node/orders/queue.task.ts', 'graphile-worker'],
  ['node-store-without-pg', 'packages/node/orders/raw.store.ts', 'pg'],
  ['node-http-at-the-edge', 'packages/node/orders/http.ts', 'fastify'],
  ['no-dev-package-in-production', 'packages/node/platform/dev.ts', 'fast-check'],
  ['no-test-in-production', 'packages/node/platform/test.ts', './database.test.ts'],
  ['resolves', 'packages/node/platform/lost.ts', './nowhere.ts'],
]

test('each forbidden arrow is found', async () => {
  const planted = Object.fromEntries(
    BROKEN.map(([, file, imported], index) => [`${numbered(file, index)}`, `export * from '${imported}'\n`]),
  )
  const root = plantTree({
    ...HOUSE,
    ...planted,
    'packages/node/platform/database.test.ts': 'export const proof = 1\n',
  })
  const { findings } = await checkArrows(root)
  const missed = BROKEN.filter(
    ([rule, file], index) => !findings.some((line) => line.startsWith(`${numbered(file, index)}: ${rule}: `)),
  )
  expect(missed).toEqual([])
})

/** The same file name may be planted twice: `up.ts` becomes `up-6.ts`. */
const numbered = (file: string, index: number): string => file.replace(/^([^.]+)/, `$1-${index}`)

test('a type-only import is an arrow too', async () => {
  const root = plantTree({
    ...HOUSE,
    'packages/domain/items/type.ts':
      "import type { net } from '@headwater/engine/planning/net'\n\nexport type Net = typeof net\n",
  })
  expect((await checkArrows(root)).findings).toContainEqual(
    expect.stringMatching(/^packages\/domain\/items\/type\.ts: arrow-domain: /),
  )
})

test('a type imported in the middle of a line, which the reader would miss, is found', async () => {
  const root = plantTree({
    'packages/domain/items/inline.ts': "export type Net = import('@headwater/engine/planning/net').Net\n",
  })
  expect((await checkArrows(root)).findings).toContainEqual(
    expect.stringContaining('should be an import type at the top'),
  )
})

test('a circle is found', async () => {
  const root = plantTree({
    'packages/domain/items/a.ts': "export * from './b.ts'\n",
    'packages/domain/items/b.ts': "export * from './c.ts'\n",
    'packages/domain/items/c.ts': "export * from './a.ts'\n",
  })
  expect((await checkArrows(root)).findings).toContainEqual(expect.stringContaining('no-cycle'))
})

test('a schema that the screens would carry at run time is found', async () => {
  const root = plantTree({
    ...HOUSE,
    'packages/web/orders/heavy.tsx': "export { order } from '../../../schemas/rest/order.ts'\n",
  })
  expect((await checkArrows(root)).findings).toEqual([expect.stringContaining('web should import type')])
})

test.each([
  ['no module', "exclude: { path: '^packages/' }", /dependency-cruiser did not read this file/],
  ['no import of an npm package', "exclude: { path: '/(dist|lib)/' }", /did not see the import of 'kysely'/],
])('a reader that sees %s, and so no violation, is found', async (_what, blind, finding) => {
  const root = plantTree(HOUSE)
  const settings = join(root, '.dependency-cruiser.mjs')
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/exclude: \{.*\}/, blind))
  expect((await checkArrows(root)).findings).toContainEqual(expect.stringMatching(finding))
})
