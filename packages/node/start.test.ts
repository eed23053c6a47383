import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Today } from '../../schemas/rest/planning.ts'
import { makeHome, type RunningNode, startNode } from './running-node.suite.ts'

const data = process.env.HEADWATER_TEST_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

let node: RunningNode | undefined
let made: ReturnType<typeof makeHome> | undefined
afterEach(async () => {
  await node?.end()
  made?.remove()
  node = undefined
})

/** The number at the start of what a line says. */
const said = (name: string): number =>
  Number(/\d+/.exec(node!.said.find((line) => line.startsWith(name))!.slice(name.length))![0])

async function start(words: readonly string[]): Promise<Today> {
  made = makeHome()
  node = await startNode(made.home, words)
  return (await node.ask('GET', '/api/today')).body as Today
}

describe('a node that begins with sales', () => {
  const real = [
    {
      name: 'cumulative counts with attributes',
      sales: 'uci_dress_sales/dress_sales_cumulative.csv',
      items: 'uci_dress_sales/dress_attributes.csv',
    },
    { name: 'a column a week', sales: 'uci_weekly_sales/sales_transactions_weekly.csv', items: undefined },
  ]
  for (const { name, sales, items } of real)
    test.skipIf(!existsSync(join(data, sales)))(
      `says the counts that the API says: ${name} (needs the public set ${sales})`,
      async () => {
        const today = await start(['--sales', join(data, sales), ...(items ? ['--items', join(data, items)] : [])])
        expect(today.rowsRead).toBeGreaterThan(5000)
        expect(said('Rows read')).toBe(today.rowsRead)
        expect(said('Forecast')).toBe(today.run!.counts.seriesForecast)
        expect(said('Plan')).toBe(today.run!.counts.ordersPlanned)
        expect(said('Schedule')).toBe(today.run!.counts.operationsScheduled)
        expect(said('Promise')).toBe(today.lists.late)
      },
    )

  test('takes a long file of its own, plans what it forecasts, and keeps it over a restart', async () => {
    made = makeHome()
    const file = join(made.home, 'sales.csv')
    const lines = Array.from(
      { length: 120 },
      (_, i) =>
        `A,2026-${String(1 + Math.floor(i / 28)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')},${3 + (i % 5)}`,
    )
    writeFileSync(file, `sku,date,qty\n${lines.join('\n')}\n`)
    node = await startNode(made.home, ['--sales', file])
    const first = (await node.ask('GET', '/api/today')).body as Today
    expect(first).toMatchObject({ rowsRead: 120, isDemo: false, run: { counts: { seriesForecast: 1 } } })
    expect(first.run!.counts.ordersPlanned).toBeGreaterThan(0)
    expect(await node.end()).toBe(0)
    node = await startNode(made.home, [])
    expect((await node.ask('GET', '/api/today')).body).toEqual(first)
  })

  test('refuses a file that is not sales, and says why', async () => {
    made = makeHome()
    const file = join(made.home, 'wrong.csv')
    writeFileSync(file, 'sku,date,qty\nA,2026-02-30,1\n')
    await expect(startNode(made.home, ['--sales', file])).rejects.toThrow('row 2: date (2026-02-30) should be a date')
  })
})

describe('a node without anything', () => {
  test('draws the demo company, of which an order is really late, with causes that add up', async () => {
    const today = await start([])
    expect(today.isDemo).toBe(true)
    expect(today.lists.late).toBeGreaterThan(0)
    const { rows } = (await node!.ask('GET', '/api/order-lines?filter=status:late')).body as {
      rows: { order: string; line: string }[]
    }
    expect(rows).toHaveLength(today.lists.late)
    for (const { order, line } of rows.slice(0, 5)) {
      const why = (await node!.ask('GET', `/api/order-lines/${order}/${line}/why`)).body as {
        lateMinutes: number
        chain: { lateMinutes: number; parts: { minutes: number }[] }[]
      }
      expect(why.chain[0]!.lateMinutes).toBe(why.lateMinutes)
      for (const link of why.chain)
        expect(link.parts.reduce((sum, one) => sum + one.minutes, 0)).toBeCloseTo(link.lateMinutes, 6)
    }
  })
})
