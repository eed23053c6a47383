/** One measured figure beside what others reach and what we ask of ourselves. */
export interface BenchRow {
  readonly topic: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  /** What others reach, with the source; empty where nobody published one. */
  readonly anchor: string
  /** The bar: missing it fails the run. Every must and goal here is an upper bound, unless `atLeast`. */
  readonly must: number | null
  readonly goal: number | null
  readonly ok: boolean
}

/** Rows of a topic that nobody published a figure for. */
export const rowOf =
  (topic: string) =>
  (metric: string, value: number, unit: string): Omit<BenchRow, 'ok' | 'must'> => ({
    topic,
    metric,
    value,
    unit,
    anchor: '',
    goal: null,
  })

/** A row whose value may be at most `must`. */
export const atMost = (row: Omit<BenchRow, 'ok'>): BenchRow => ({
  ...row,
  ok: row.must === null || row.value <= row.must,
})

/** A row whose value may be at least `must`. */
export const atLeast = (row: Omit<BenchRow, 'ok'>): BenchRow => ({
  ...row,
  ok: row.must === null || row.value >= row.must,
})

/** The middle one of the measured values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
