import { parentPort, workerData } from 'node:worker_threads'
import { forecastSeries, type SeriesOptions } from '@headwater/engine/forecasting/forecast-series'

export interface SeriesShare {
  readonly series: readonly Float64Array[]
  readonly options: SeriesOptions
}

const { series, options } = workerData as SeriesShare
parentPort!.postMessage(series.map((values) => forecastSeries(values, options)))
