import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRoot } from '@headwater/node/platform/home-folder'
import { silentLog } from '@headwater/node/platform/log'
import { openStore, type Store } from '@headwater/node/platform/store'
import { importRecords } from '@headwater/node/records/index'
import { atMost, type BenchRow, median } from './bench-row.ts'

export const topic = 'store'

const ROWS = 1_000_000
const ITEMS = 2_000
const PLACES = 10
const WARM_STARTS = 5

/** A new home: the server's binaries laid out, its cluster made, the schema brought forward, a million sales taken in; then it starts again. */
export async function rows(): Promise<readonly BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'headwater-bench-'))
  // As root the server runs as another user, who must be able to enter.
  if (isRoot()) chmodSync(home, 0o711)
  try {
    const cold = await opened(home)
    const taken = await importSales(cold.store)
    const warm: number[] = []
    for (let i = 0; i < WARM_STARTS; i++) {
      const { store, seconds } = await opened(home)
      warm.push(seconds)
      await store.close()
    }
    return [
      seconds('1,000,000 sales rows imported whole, checked', taken, 60),
      seconds('cold start: new cluster and schema', cold.seconds, null),
      seconds('warm start with 1,000,000 sales, median of 5', median(warm), null),
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const seconds = (metric: string, value: number, must: number | null): BenchRow =>
  atMost({ topic, metric, value, unit: 's', anchor: '', must, goal: null })

async function opened(home: string): Promise<{ readonly store: Store; readonly seconds: number }> {
  const start = performance.now()
  const store = await openStore({
    home,
    databaseUrl: undefined,
    postgresBinaries: process.env.HEADWATER_TEST_POSTGRES_BIN,
    log: silentLog,
  })
  return { store, seconds: (performance.now() - start) / 1000 }
}

/** Seconds from the bytes of the file to the acknowledged commit; every row of it is then there. */
async function importSales(store: Store): Promise<number> {
  try {
    const files = salesFiles()
    const start = performance.now()
    const { batch, errors } = await importRecords(store.database, { files, commit: true, by: 'benchmark' })
    const taken = (performance.now() - start) / 1000
    if (batch === null) throw new Error(`The import should be written: ${errors[0]?.message}`)
    const [stored] = await store.database.query<{ rows: number }>({
      text: 'select count(*)::int as rows from sell_through',
    })
    if (stored?.rows !== ROWS) throw new Error(`Stored sales (${stored?.rows}) should be ${ROWS}`)
    return taken
  } finally {
    await store.close()
  }
}

/** Two thousand items, ten shops, fifty days. */
function salesFiles(): Map<string, Uint8Array> {
  const items = ['item,name']
  for (let i = 0; i < ITEMS; i++) items.push(`SKU-${i},Style ${i}`)
  const sales = ['item,date,place,quantity,price']
  for (let i = 0; i < ROWS; i++) {
    const turn = Math.floor(i / ITEMS)
    const date = new Date(Date.UTC(2025, 0, 1 + Math.floor(turn / PLACES))).toISOString().slice(0, 10)
    sales.push(`SKU-${i % ITEMS},${date},SHOP-${turn % PLACES},${i % 17},${(i % 90) + 0.5}`)
  }
  const encoder = new TextEncoder()
  return new Map([
    ['items.csv', encoder.encode(`${items.join('\n')}\n`)],
    ['sell_through.csv', encoder.encode(`${sales.join('\n')}\n`)],
  ])
}
