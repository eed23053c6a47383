import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { ProductBill, ProductRouting, ProductRow, ProductUses } from '../../../schemas/rest/products.ts'
import { type Doors, openDoors } from '../doors.suite.ts'
import { importRecords } from '../records/index.ts'

const csv = (text: string): Uint8Array => Buffer.from(`${text.trim().replaceAll(/\n +/g, '\n')}\n`)

/** A dress in two sizes whose bill and routing are the style's; cloth comes in rolls; a ladder of shared parts, 2³⁰ ways deep. */
const LADDER = Array.from({ length: 31 }, (_, i) => i)
const FILES = new Map([
  [
    'items.csv',
    csv(`item,name,unit,decimals,style,attr.size,scrap
      D-S,吊带裙 S,pcs,0,D,S,
      D-L,吊带裙 L,pcs,0,D,L,
      LBL-S,Label S,pcs,0,LBL,S,
      LBL-L,Label L,pcs,0,LBL,L,
      SHELL,Shell,pcs,0,,,0.5
      CLOTH,Cloth,m,2,,,
      ZIP,Zip,pcs,0,,,
      ${LADDER.flatMap((i) => [`A${i},,pcs,0,,,`, `B${i},,pcs,0,,,`]).join('\n')}
      C,,pcs,0,,,`),
  ],
  [
    'boms.csv',
    csv(`parent,component,line,quantity,unit,scrap,valid_from,valid_to,when,match
      D,SHELL,1,1,,,,,,
      D,LBL,2,1,,,,,,size
      D,ZIP,3,1,,,,,size=L,
      D,ZIP,4,3,,,2099-01-01,,size=S,
      SHELL,CLOTH,1,0.02,roll,0.2,,,,
      A0,B0,1,1,,,,,,
      ${LADDER.slice(1)
        .flatMap((i) => [
          `A${i - 1},A${i},1,1,,,,,,`,
          `A${i - 1},B${i},1,1,,,,,,`,
          `B${i - 1},A${i},1,1,,,,,,`,
          `B${i - 1},B${i},1,1,,,,,,`,
        ])
        .join('\n')}
      A30,C,1,1,,,,,,`),
  ],
  ['units.csv', csv('item,from_unit,to_unit,factor\nCLOTH,roll,m,50')],
  ['work_centers.csv', csv('work_center,name,units\nSEW,Sewing,5\nCUT,Cutting,1')],
  [
    'operations.csv',
    csv(`item,sequence,name,work_center,setup_minutes,run_minutes,scrap
      D,20,Sew,SEW,30,12.5,
      D,10,Cut,CUT,15,2,`),
  ],
  ['operation_alternatives.csv', csv('item,sequence,work_center,run_minutes\nD,20,CUT,20')],
  ['substitutes.csv', csv('item,substitute,ratio\nZIP,C,2')],
])

let doors: Doors
let headers: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  headers = await doors.token('planner')
  const { errors } = await importRecords(doors.database, {
    files: FILES,
    mapping: {},
    commit: true,
    partly: false,
    replace: false,
    by: 'test',
  })
  expect(errors).toEqual([])
})
afterAll(() => doors.close())

const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await doors.call(path, { headers })
  expect(status).toBe(200)
  return body as T
}
const bill = (query: string): Promise<ProductBill> => get(`/api/product-bill?${query}`)
const write = async (edits: readonly object[]): Promise<EditAnswer> =>
  (await doors.call('/api/record-edits', { method: 'POST', headers, body: { edits } })).body as unknown as EditAnswer

test('a style’s bill stands for each variant: conditions, matched components, units, scrap, dates and substitutes', async () => {
  const { nodes, lines } = await bill('item=D-L&quantity=100')
  expect(
    lines.map(({ parent, component, perOne, total, isOfStyle }) => [parent, component, perOne, total, isOfStyle]),
  ).toEqual([
    ['D-L', 'SHELL', '1', '100', true],
    ['D-L', 'LBL-L', '1', '100', true],
    ['D-L', 'ZIP', '1', '100', true],
    // 100 shells good are 200 started; 200 × 0.02 rolls × 50 m ÷ 0.8.
    ['SHELL', 'CLOTH', '1', '250', false],
  ])
  expect(lines[2]!.substitutes).toMatchObject([{ item: 'C', ratio: '2', priority: 1 }])
  expect(nodes.find((one) => one.item === 'SHELL')).toMatchObject({ supply: 'make', missing: ['no-routing'] })
  expect(nodes.find((one) => one.item === 'CLOTH')).toMatchObject({
    total: '250',
    missing: ['no-supplier', 'no-lead-time'],
  })
  const small = await bill('item=D-S')
  expect(small.lines.find((one) => one.component === 'ZIP')).toMatchObject({ isInForce: false, total: null })
  expect(small.lines.map((one) => one.component)).toContain('LBL-S')
})

test('parts shared in 2³⁰ ways are one line each', async () => {
  const { lines, nodes, isCut } = await bill('item=A0')
  expect([lines.length, isCut]).toEqual([1 + 30 * 4 + 1, false])
  expect(nodes.find((one) => one.item === 'C')!.total).toBe(String(2 ** 30))
})

test('what goes into what is told up to what is sold', async () => {
  const uses = await get<ProductUses>('/api/product-uses?item=CLOTH')
  expect(uses.lines.map(({ parent, component }) => `${component} ${parent}`)).toEqual([
    'SHELL D-L',
    'SHELL D-S',
    'CLOTH SHELL',
  ])
  expect((await get<ProductUses>('/api/product-uses?item=LBL-S')).lines.map((one) => one.parent)).toEqual(['D-S'])
  expect((await get<ProductUses>('/api/product-uses?item=C')).lines).toHaveLength(1 + 2 + 29 * 4 + 1)
})

test('a routing is the style’s, in its order, with alternatives', async () => {
  const routing = await get<ProductRouting>('/api/product-routing?item=D-S')
  expect(routing).toMatchObject({ owner: 'D', isOfStyle: true })
  expect(routing.steps.map((one) => [one.sequence, one.workCenterName, one.runMinutes])).toEqual([
    [10, 'Cutting', '2'],
    [20, 'Sewing', '12.5'],
  ])
  expect(routing.steps[1]!.alternatives).toEqual([
    { workCenter: 'CUT', name: 'Cutting', units: 1, setupMinutes: '30', runMinutes: '20' },
  ])
})

test('items are found by the pinyin of their names, and by what is missing', async () => {
  const found = async (query: string): Promise<readonly string[]> =>
    (await get<ListPage<ProductRow>>(`/api/products?${query}`)).rows.map((one) => one.item)
  expect(await found('search=ddq')).toEqual(['D-S', 'D-L'])
  expect(await found('search=diaodai%20L')).toEqual(['D-L'])
  expect(await found('filter=missing:~no-lead')).toContain('CLOTH')
  expect(await found('filter=style:LBL')).toEqual(['LBL-S', 'LBL-L'])
})

test('a ring is refused, and its items are named in their order', async () => {
  const answer = await write([{ file: 'boms', key: null, cells: { parent: 'CLOTH', component: 'D-L', quantity: '1' } }])
  expect(answer).toMatchObject({ batch: null, issues: [{ code: 'cycle' }] })
  const { ring } = answer.issues[0]!
  expect(new Set(ring)).toEqual(new Set(['D-L', 'SHELL', 'CLOTH']))
  expect(ring!.at(0)).toBe(ring!.at(-1))
})

test('an item that nobody knows is not found', async () => {
  expect((await doors.call('/api/product-bill?item=nobody', { headers })).status).toBe(404)
  expect((await doors.call('/api/product-uses?item=nobody', { headers })).status).toBe(404)
  expect((await doors.call('/api/product-bill?item=C&quantity=-1', { headers })).status).toBe(400)
})
