import { gzipSync } from 'node:zlib'
import { makeHome, type RunningNode, startNode } from '@headwater/node/running-node.suite'
import { openScreen } from '@headwater/web/screen.suite'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { ListPage } from '../schemas/rest/lists.ts'
import type { OrderLine } from '../schemas/rest/planning.ts'
import type { ScheduleView } from '../schemas/rest/scheduling.ts'
import { openBrowser } from '../tools/browser/open-browser.ts'
import { atLeast, atMost, type BenchRow } from './bench-row.ts'
import { type FrameWork, traceFrames } from './trace-frames.ts'

export const topic = 'web'

const GRID_ROWS = 10_000
const KEYS = 80
/** Wheel events of one pan, at the pace of a screen. */
const WHEELS = 180
const FRAME_MS = 16

/** A node with the demo company, and a real browser that looks at it. */
export async function rows(): Promise<readonly BenchRow[]> {
  const made = makeHome()
  const [node, browser] = await Promise.all([startNode(made.home, []), openBrowser()])
  try {
    return [
      ...(await firstLoad({ node, browser })),
      ...(await timeline({ node, browser })),
      await grid({ node, browser }),
    ]
  } finally {
    await browser.close()
    await node.end()
    made.remove()
  }
}

interface Room {
  readonly node: RunningNode
  readonly browser: Browser
}

const row = (metric: string, value: number, unit: string, must: number): BenchRow =>
  atMost({ topic, metric, value, unit, anchor: '', must, goal: null })

/** Today on a machine a quarter as fast, and what it loads. */
async function firstLoad(room: Room): Promise<BenchRow[]> {
  const page = await openScreen(room, '/', {})
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const started = performance.now()
  await page.reload()
  await page.locator('.count .big').first().waitFor()
  const usable = (performance.now() - started) / 1000
  const bytes = await loadedBytes(page)
  await page.context().close()
  return [
    row('Today usable, CPU 4 times slower', usable, 's', 1.5),
    row('first load of Today, gzip', bytes / 1024, 'KB', 400),
  ]
}

/** Scripts, styles and the page itself as gzip sends them. */
async function loadedBytes(page: Page): Promise<number> {
  const names = (await page.evaluate(
    `[location.href, ...performance.getEntriesByType('resource').map((one) => one.name)]`,
  )) as string[]
  let bytes = 0
  for (const name of new Set(names.filter((one) => /(\.(js|css)|\/)$/.test(new URL(one).pathname))))
    bytes += gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length
  return bytes
}

async function timeline(room: Room): Promise<BenchRow[]> {
  const view = (await room.node.ask('GET', '/api/schedule')).body as ScheduleView
  const bars = view.operations.order.length + view.setups.count
  const found = [
    atLeast({
      topic,
      metric: 'timeline: bars, set-ups included',
      value: bars,
      unit: '',
      anchor: '',
      must: 5000,
      goal: null,
    }),
  ]
  for (const zoom of ['weeks', 'quarter'] as const) {
    const page = await openTimeline(room, `/plan/schedule?zoom=${zoom}`)
    const session = await page.context().newCDPSession(page)
    const frames = await traceFrames(session, () => pan(page, session))
    found.push(...frameRows(`timeline of ${zoom}`, frames))
    await page.context().close()
  }
  const page = await openTimeline(room, '/plan/schedule')
  await page.locator('.timeline').focus()
  const travel = await latencies(page, ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight'])
  found.push(row(`timeline: input to visible p95 of ${travel.length} keys`, p95(travel), 'ms', 100))
  await page.context().close()
  return found
}

async function openTimeline(room: Room, path: string): Promise<Page> {
  const page = await openScreen(room, path, {})
  await page.locator('.timeline canvas').waitFor()
  // The desk that the page opens on the node, and fonts, come to rest.
  await page.waitForLoadState('networkidle')
  return page
}

const frameRows = (name: string, { work, longest }: FrameWork): BenchRow[] => [
  row(`${name}: script and paint p95 of ${work.length} frames, panning`, p95(work), 'ms', 12),
  row(`${name}: longest task, panning`, longest, 'ms', 50),
]

/** There and back. */
async function pan(page: Page, session: CDPSession): Promise<void> {
  const box = (await page.locator('.timeline').boundingBox())!
  const at = { x: box.x + box.width / 2, y: box.y + 200 }
  for (let i = 0; i < WHEELS; i++) {
    const deltaX = i < WHEELS / 2 ? 40 : -40
    const paced = page.waitForTimeout(FRAME_MS)
    await session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX, deltaY: 0 })
    await paced
  }
}

/** A list as long as it gets: the node's own rows, repeated. */
async function grid(room: Room): Promise<BenchRow> {
  const page = await openScreen(room, '/', {})
  await page.route('**/api/order-lines?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as ListPage<OrderLine>
    const rows = Array.from({ length: GRID_ROWS }, (_, i) => {
      const one = answer.rows[i % answer.rows.length]!
      return { ...one, order: `${one.order}-${i}` }
    })
    await route.fulfill({ json: { ...answer, rows, total: GRID_ROWS, next: null } })
  })
  await page.goto(`${room.node.address}/demand/orders`)
  await page.locator('.grid-row').first().waitFor()
  await page.locator('[role=grid]').focus()
  const moved = await latencies(page, ['j', 'j', 'j', 'k'])
  await page.context().close()
  return row(`grid of ${GRID_ROWS} rows: input to visible p95 of ${moved.length} keys`, p95(moved), 'ms', 100)
}

/** Milliseconds from each key to the frame that shows what it did, as the browser itself times events. */
async function latencies(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate(`globalThis.timed = []; new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === 'keydown') globalThis.timed.push(one.duration)
  }).observe({ type: 'event', durationThreshold: 16 })`)
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press(keys[i % keys.length]!)
    await page.waitForTimeout(2 * FRAME_MS)
  }
  await page.waitForTimeout(200)
  const timed = (await page.evaluate('globalThis.timed')) as number[]
  // The browser tells only of those that took 16 ms or more.
  return [...timed, ...Array.from({ length: Math.max(0, KEYS - timed.length) }, () => FRAME_MS)]
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]!
}
