import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A published series with what came after it. */
export interface TestSeries {
  readonly id: string
  readonly kind: string
  /** Periods of a season that a forecast may use, and the step of the naive error that MASE divides by: the set's own rule. */
  readonly season: number
  readonly scaleStep: number
  readonly train: Float64Array
  readonly test: Float64Array
  /** The competition's Naive 2, where it is published. */
  readonly naive2: Float64Array | null
}

/** Rows of a CSV without quoted commas; quotes and returns are taken off. */
const lines = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .replaceAll(/["\r]/g, '')
    .trim()
    .split('\n')
    .map((line) => line.split(','))

const known = (cells: readonly string[]): Float64Array =>
  Float64Array.from(
    cells.filter((cell) => cell !== '' && cell !== 'NA'),
    Number,
  )
const listed = (text: string): Float64Array => Float64Array.from(text.split(';'), Number)

const M3_SEASONS: Readonly<Record<string, number>> = { quarterly: 4, monthly: 12 }

export const readM3Forecasts = (folder: string, name: string): Map<string, Float64Array> =>
  new Map(
    lines(join(folder, `m3_forecasts_${name}.csv`))
      .slice(1)
      .map(([key, values]) => [key!, listed(values!)]),
  )

export function readM3(folder: string): TestSeries[] {
  const [header, ...rows] = lines(join(folder, 'm3.csv')) as [string[], ...string[][]]
  const naive2 = readM3Forecasts(folder, 'NAIVE2')
  const at = (cells: readonly string[], name: string): string => cells[header.indexOf(name)]!
  return rows.map((cells) => {
    const kind = at(cells, 'period').toLowerCase()
    const season = M3_SEASONS[kind] ?? 1
    const id = at(cells, 'id')
    const [train, test] = [listed(at(cells, 'train')), listed(at(cells, 'test'))]
    return { id, kind, season, scaleStep: season, train, test, naive2: naive2.get(id)! }
  })
}

const M4_SEASONS = { Weekly: { season: 52, scaleStep: 1 }, Hourly: { season: 24, scaleStep: 24 } } as const

export function readM4(folder: string, kind: keyof typeof M4_SEASONS): TestSeries[] {
  const read = (name: string): Map<string, Float64Array> =>
    new Map(
      lines(join(folder, name))
        .slice(1)
        .map(([id, ...cells]) => [id!, known(cells)]),
    )
  const [tests, naive2] = [read(`${kind}-test.csv`), read('forecasts_Naive2_HW.csv')]
  return [...read(`${kind}-train.csv`)].map(([id, train]) => ({
    id,
    kind,
    ...M4_SEASONS[kind],
    train,
    test: tests.get(id)!,
    naive2: naive2.get(id)!,
  }))
}

/** An item a line, a period a column; the last `horizon` periods are held back, an empty cell is no demand. */
export function readDemand(
  path: string,
  {
    horizon,
    season,
    scaleStep,
    columns,
  }: { horizon: number; season: number; scaleStep: number; columns: (name: string) => boolean },
): TestSeries[] {
  const [header, ...rows] = lines(path) as [string[], ...string[][]]
  const periods = header.flatMap((name, i) => (columns(name) ? [i] : []))
  return rows.map((cells) => {
    const values = Float64Array.from(periods, (i) => Number(cells[i] ?? ''))
    const [train, test] = [values.slice(0, -horizon), values.slice(-horizon)]
    return { id: cells[0]!, kind: 'demand', season, scaleStep, train, test, naive2: null }
  })
}
