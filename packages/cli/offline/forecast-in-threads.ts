import { Worker } from 'node:worker_threads'
import { forecastSeries, type SeriesForecast, type SeriesOptions } from '@headwater/engine/forecasting/forecast-series'
import type { SeriesShare } from './forecast-series.worker.ts'

/** A thread takes a third of a second to start: it should have as much to do. */
const LEAST_SHARE = 100

/** Forecasts each series, every `threads`-th one in the same thread; the answers do not depend on their number. */
export async function forecastInThreads(
  series: readonly Float64Array[],
  options: SeriesOptions,
  threads: number,
): Promise<SeriesForecast[]> {
  const count = Math.min(threads, Math.ceil(series.length / LEAST_SHARE))
  if (count < 2) return series.map((values) => forecastSeries(values, options))
  const shares = await Promise.all(
    Array.from({ length: count }, (_, k) =>
      forecastShare({ series: series.filter((_series, i) => i % count === k), options }),
    ),
  )
  return series.map((_, i) => shares[i % count]![Math.floor(i / count)]!)
}

function forecastShare(workerData: SeriesShare): Promise<SeriesForecast[]> {
  const worker = new Worker(new URL('./forecast-series.worker.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
