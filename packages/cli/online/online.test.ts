import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine, Today, WhyLate } from '../../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import type { ForecastView, ScheduleMove } from '../../../schemas/rest/results.ts'
import type { RushAnswer, ScheduleView } from '../../../schemas/rest/scheduling.ts'
import { makeHome, type RunningNode, startNode } from '../../node/running-node.suite.ts'

const CLI = join(import.meta.dirname, '..', 'headwater.mjs')

let made: ReturnType<typeof makeHome>
let node: RunningNode
let folder: string
beforeAll(async () => {
  made = makeHome()
  folder = mkdtempSync(join(tmpdir(), 'online-test-'))
  node = await startNode(made.home, [])
})
afterAll(async () => {
  await node?.end()
  made.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The real command line, against the node of this test or another home. */
const run = (words: readonly string[], environment: Record<string, string> = {}): Promise<Said> =>
  new Promise((done) => {
    const env = {
      ...process.env,
      HEADWATER_HOME: made.home,
      HEADWATER_URL: node.address,
      DATABASE_URL: '',
      ...environment,
    }
    execFile(process.execPath, [CLI, ...words], { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    )
  })

describe('a command line beside a node', () => {
  test('finds the node well, plans, says why a line is late and promises', async () => {
    expect((await run(['doctor'])).code).toBe(0)
    const plan = await run(['plan', '--json'])
    const today = (await node.ask('GET', '/api/today')).body as Today
    expect(JSON.parse(plan.stdout)).toMatchObject({ run: today.run!.id, ...today.run!.counts })
    const { rows } = (await node.ask('GET', '/api/order-lines?filter=status:late')).body as ListPage<OrderLine>
    const { order, line, item } = rows[0]!
    const [why] = JSON.parse((await run(['why', order, line, '--json'])).stdout) as [WhyLate]
    expect(why).toMatchObject({ order, line, item })
    const promise = await run(['promise', '--item', item, '--quantity', '10', '--wanted', today.today])
    expect(promise.stdout).toContain(`10 ${item}: `)
    expect((await run(['promise', '--item', 'NOTHING', '--quantity', '1', '--wanted', today.today])).code).toBe(2)
  })

  test('exports what it imports, as CSV and as a workbook, and tells a change before it makes it', async () => {
    for (const ending of ['csv', 'xlsx']) {
      const name = `items.${ending}`
      expect((await run(['export', name, '--out', folder])).code).toBe(0)
      const again = JSON.parse((await run(['import', join(folder, name), '--json'])).stdout) as ImportAnswer
      expect(again).toMatchObject({ batch: null, errors: [], files: [{ added: 0, changed: 0, refused: 0 }] })
    }
    const file = join(folder, 'stock.csv')
    writeFileSync(file, 'item,lot,quantity\nZIP-22,NEW,7\n')
    expect((await run(['import', file])).stdout).toContain('Nothing is written yet')
    expect((await run(['import', file, '--commit'])).stdout).toContain('1 new')
    await run(['export', 'stock.csv', '--out', join(folder, 'after')])
    expect(readFileSync(join(folder, 'after', 'stock.csv'), 'utf8')).toContain('ZIP-22,NEW,7')
    writeFileSync(file, 'item,lot,quantity\nZIP-22,NEW,-7\n')
    const refused = await run(['import', file, '--commit'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('stock.csv row 2: quantity (-7)')
  })

  test('schedules anew with a budget and says what moved and what is late', async () => {
    const { stdout } = await run(['schedule', '--seconds', '1', '--json'])
    const { run: number, moves, late } = JSON.parse(stdout) as { run: number; moves: ScheduleMove[]; late: OrderLine[] }
    const today = (await node.ask('GET', '/api/today')).body as Today
    expect(number).toBe(today.run!.id)
    expect(late).toHaveLength(today.lists.late)
    for (const one of moves.filter(({ change }) => change === 'moved'))
      expect([one.workUnit, one.start, one.minutes]).not.toEqual([one.wasWorkUnit, one.wasStart, 1])
    expect((await run(['schedule', '--seconds', '0'])).code).toBe(64)
  })

  test('rushes an order: says what moves, writes it as one change, and takes it back', async () => {
    const { orders } = (await node.ask('GET', '/api/schedule')).body as ScheduleView
    const { order, end } = orders.reduce((a, b) => (b.end > a.end && b.operations > 0 ? b : a))
    const tried = await run(['schedule', 'rush', order, '--json'])
    const { change, orders: moved } = JSON.parse(tried.stdout) as RushAnswer
    expect(change).toBeNull()
    expect(moved.find((one) => one.order === order)).toMatchObject({ before: end })
    expect((await run(['schedule', 'rush', order])).stdout).toContain('Nothing is written yet')
    const { stdout } = await run(['schedule', 'rush', order, '--commit'])
    const [, batch] = /Written as change (\d+)/.exec(stdout)!
    expect((await run(['import', 'undo', batch!])).code).toBe(0)
    expect((await run(['schedule', 'rush', 'NOBODY'])).code).toBe(2)
    expect((await run(['schedule', 'rush', order, '--due', '2026-02-30'])).code).toBe(64)
    expect((await run(['schedule', 'rush', order, '--out', folder])).code).toBe(64)
  })

  test('shows the forecast of each item and of one', async () => {
    const all = JSON.parse((await run(['forecast', '--json'])).stdout) as ForecastView[]
    const today = (await node.ask('GET', '/api/today')).body as Today
    expect(new Set(all.map((one) => one.item)).size).toBe(today.run!.counts.seriesForecast)
    const { item } = all[0]!
    const one = JSON.parse((await run(['forecast', item, '--json'])).stdout) as ForecastView[]
    expect(one).toEqual(all.filter((row) => row.item === item))
    expect((await run(['forecast', item])).stdout).toContain(one[0]!.date)
    expect((await run(['forecast', 'NOTHING'])).code).toBe(2)
  })

  test('takes a file divided by semicolons, and says of an order that no plan knows yet what to do', async () => {
    const file = join(folder, 'sales_orders.csv')
    writeFileSync(file, 'order;item;quantity;due_date\nSO-SEMI;2609-MIST-S;"40";2026-12-20\n')
    const { batch } = JSON.parse((await run(['import', file, '--commit', '--json'])).stdout) as ImportAnswer
    expect((await run(['why', 'SO-SEMI'])).stderr).toContain('Run headwater plan')
    expect((await run(['why', 'SO-NEVER'])).stderr).toContain('should be an open sales order')
    expect((await run(['import', 'undo', String(batch)])).code).toBe(0)
  })

  test('lists imports and undoes one', async () => {
    const file = join(folder, 'stock.csv')
    writeFileSync(file, 'item,lot,quantity\nZIP-22,UNDO,7\n')
    const { batch } = JSON.parse((await run(['import', file, '--commit', '--json'])).stdout) as ImportAnswer
    expect((await run(['import', 'list'])).stdout).toContain(`${batch}  `)
    expect((await run(['import', 'undo', String(batch)])).code).toBe(0)
    expect((await run(['import', 'undo', String(batch)])).code).toBe(2)
    expect((await run(['import', 'undo', 'x'])).code).toBe(64)
  })

  test('writes refused rows with their reasons, and remembers how a file calls its columns', async () => {
    const file = join(folder, 'stock.csv')
    writeFileSync(file, 'SKU,batch,on hand\nZIP-22,A,-7\nZIP-22,B,5\n')
    const map = ['--map', 'stock:SKU=item,batch=lot,on hand=quantity']
    const { code, stdout } = await run([
      'import',
      file,
      ...map,
      '--commit',
      '--partly',
      '--refused',
      join(folder, 'no'),
    ])
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 new') })
    const refused = readFileSync(join(folder, 'no', 'stock.csv'), 'utf8')
    expect(refused).toContain('SKU,batch,on hand,reason\nZIP-22,A,-7,')
    writeFileSync(file, refused.replace('-7', '7'))
    expect((await run(['import', file, '--commit'])).stdout).toContain('1 new')
  })

  test('finds a header below titles, and takes another row when it is told', async () => {
    const file = join(folder, 'stock.csv')
    writeFileSync(file, 'Stock of the week,,\n,,\nitem,lot,quantity\nZIP-22,TITLE,5\n')
    expect((await run(['import', file])).stdout).toContain('1 rows: 1 new')
    writeFileSync(file, 'item,lot,quantity\nof last week,,many\nitem,lot,quantity\nZIP-22,TITLE,5\n')
    expect((await run(['import', file])).code).toBe(2)
    expect((await run(['import', file, '--header-row', '3'])).stdout).toContain('1 rows: 1 new')
    expect((await run(['import', file, '--header-row', 'x'])).code).toBe(64)
  })

  test('takes sales of any shape', async () => {
    const file = join(folder, 'sales.csv')
    writeFileSync(
      file,
      `style,${Array.from({ length: 10 }, (_, w) => `W${w}`).join(',')}\nNEW-1,${Array.from({ length: 10 }, (_, w) => w).join(',')}\n`,
    )
    const { stdout } = await run(['import', '--sales', file, '--commit', '--json'])
    expect((JSON.parse(stdout) as ImportAnswer).files.find((one) => one.file === 'sell_through')).toMatchObject({
      rows: 10,
      added: 10,
    })
  })

  test('tells the first login to the node of this machine alone', async () => {
    const heard: string[] = []
    const stranger = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`)
      response.end('{}')
    })
    await new Promise<void>((done) => stranger.listen(0, '0.0.0.0', done))
    const { port } = stranger.address() as AddressInfo
    const { code, stderr } = await run(['plan'], { HEADWATER_URL: `http://0.0.0.0:${port}` })
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('HEADWATER_TOKEN is missing') })
    expect(heard).toEqual([])
    await new Promise((done) => stranger.close(done))
  })

  test('logs in again where the kept session was half written', async () => {
    writeFileSync(join(made.home, 'cli-session.json'), '{"address":"http')
    expect((await run(['import', 'list'])).code).toBe(0)
  })

  test('sees the exchange log, and is told what cannot be sent', async () => {
    expect(await run(['exchange', 'log', '--state', 'dead', '--json'])).toMatchObject({ code: 0, stdout: '[]\n' })
    expect(await run(['exchange', 'replay'])).toMatchObject({ code: 64 })
    expect(await run(['exchange', 'replay', 'o1'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('given up'),
    })
    for (const [words, code, says] of [
      [['log', '--state', 'broken'], 64, 'waiting, delivered, dead, withdrawn, received'],
      [['log', '--partner', 'Nobody'], 2, 'partner (Nobody)'],
      [['log', 'o99'], 2, 'message (o99)'],
      [['log', 'o99', '--state', 'dead'], 64, 'either an ID or'],
      [
        ['send', join(folder, 'none.json'), '--transfer', 'a', '--type', 'item_stock:2.0.0'],
        2,
        'none.json cannot be read',
      ],
      [['send', 'body.json', '--transfer', 'a', '--type', 'stock'], 64, 'as item_stock:2.0.0'],
      [['lag'], 64, 'exchange replay'],
    ] as const)
      expect(await run(['exchange', ...words])).toMatchObject({ code, stderr: expect.stringContaining(says) })
    const file = join(folder, 'body.json')
    writeFileSync(file, '{"pieces":3}')
    const words = ['exchange', 'send', file, '--transfer', 'none', '--type', 'item_stock:2.0.0']
    expect(await run(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('transfer (none)') })
  })

  test('refuses hours that are no number', async () => {
    const words = ['promise', '--item', 'A', '--quantity', '1', '--wanted', '2026-03-02', '--reserve', 'abc']
    expect(await run(words)).toMatchObject({ code: 64, stderr: expect.stringContaining('--reserve (abc)') })
  })

  test('says what to do where no node answers', async () => {
    const { code, stderr } = await run(['plan'], { HEADWATER_URL: 'http://localhost:9', HEADWATER_TOKEN: 'hw_x' })
    expect(code).toBe(2)
    expect(stderr).toContain('No node answers at http://localhost:9')
  })

  test('backs everything up, and a restored node says the same', async () => {
    const before = (await node.ask('GET', '/api/today')).body
    const file = join(folder, 'all.backup')
    expect((await run(['backup', file])).code).toBe(0)
    expect(JSON.parse((await run(['backup', 'verify', file])).stdout)).toMatchObject({ restored: true })
    const other = makeHome()
    try {
      expect((await run(['restore', file], { HEADWATER_HOME: other.home })).code).toBe(0)
      const secret = JSON.parse(
        (await run(['password', 'owner@headwater.local'], { HEADWATER_HOME: other.home })).stdout,
      ) as { email: string; password: string }
      writeFileSync(join(other.home, 'first-login.json'), JSON.stringify(secret))
      const restored = await startNode(other.home, [])
      expect((await restored.ask('GET', '/api/today')).body).toEqual(before)
      await restored.end()
    } finally {
      other.remove()
    }
  })
})
