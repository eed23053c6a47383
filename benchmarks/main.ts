import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from './bench-row.ts'

interface Benchmark {
  readonly topic: string
  readonly rows: (data: string) => Promise<readonly BenchRow[]>
}

/** One file a headline; several files may share a topic. */
const BENCHMARKS: readonly (() => Promise<Benchmark>)[] = [
  () => import('./exchange.ts'),
  () => import('./exchange-flood.ts'),
  () => import('./planning.ts'),
  () => import('./forecasting.ts'),
  () => import('./promising.ts'),
  () => import('./rush-insert.ts'),
  () => import('./scheduling.ts'),
  () => import('./start.ts'),
  () => import('./store.ts'),
  () => import('./web.ts'),
]

const here = fileURLToPath(new URL('.', import.meta.url))
const data = process.env.HEADWATER_TEST_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const keep = words.includes('--keep')
const topics = words.filter((word) => !word.startsWith('--'))
const benchmarks = await Promise.all(BENCHMARKS.map((load) => load()))
const known = [...new Set(benchmarks.map((one) => one.topic))]
const unknown = [
  ...words.filter((word) => word.startsWith('--') && !['--json', '--keep'].includes(word)),
  ...topics.filter((topic) => !known.includes(topic)),
]
if (unknown.length > 0) {
  process.stderr.write(`bench: (${unknown.join(', ')}) should be a topic of ${known.join(', ')}, --json or --keep\n`)
  process.exit(64)
}
if (!existsSync(data))
  process.stderr.write(
    `bench: real data not found at HEADWATER_TEST_DATA or ../shared/data; rows that need it are left out\n`,
  )

const machine = `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
const date = new Date().toISOString().slice(0, 10)
const rows: BenchRow[] = []
for (const benchmark of benchmarks) {
  if (topics.length > 0 && !topics.includes(benchmark.topic)) continue
  const found = await benchmark.rows(data)
  rows.push(...found)
  if (!asJson) for (const row of found) process.stdout.write(`${plainLine(row)}\n`)
}
const report = { machine, date, rows }
if (asJson) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`)
else process.stdout.write(`${machine}\n${date}\n`)
if (keep) keepResults()
process.exitCode = rows.every((row) => row.ok) ? 0 : 1

/** Results are committed with machine and date, one file a topic. */
function keepResults(): void {
  mkdirSync(`${here}results`, { recursive: true })
  for (const topic of new Set(rows.map((row) => row.topic)))
    writeFileSync(
      `${here}results/${topic}.json`,
      `${JSON.stringify({ machine, date, rows: rows.filter((row) => row.topic === topic) }, null, 2)}\n`,
    )
}

function plainLine(row: BenchRow): string {
  const bars = [row.must === null ? '' : `must ${row.must}`, row.goal === null ? '' : `goal ${row.goal}`]
    .filter(Boolean)
    .join(', ')
  const value = Number.isInteger(row.value) ? String(row.value) : row.value.toPrecision(4)
  return `${row.ok ? '✓' : '✗'} ${row.topic.padEnd(12)}${row.metric.padEnd(58)}${value.padStart(10)} ${row.unit.padEnd(10)}${bars}`
}
