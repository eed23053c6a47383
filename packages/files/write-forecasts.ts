import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import { day, num } from './write/cells.ts'
import { csvBytes } from './write/csv-text.ts'

const FORECASTS = ['item', 'date', 'quantity', 'bucket']
const QUANTILES = ['item', 'date', 'bucket', 'mean', 'p10', 'p50', 'p90', 'method']

export const writeForecasts = ({
  forecasts,
  quantiles,
}: {
  forecasts: readonly ForecastBucket[]
  quantiles: readonly ForecastQuantiles[]
}): Map<string, Uint8Array> =>
  new Map([
    [
      'forecasts.csv',
      csvBytes(
        FORECASTS,
        forecasts.map((one) => [one.item, day(one.firstDay), num(one.quantity), one.bucket]),
      ),
    ],
    [
      'forecast_quantiles.csv',
      csvBytes(
        QUANTILES,
        quantiles.map((one) => [
          one.item,
          day(one.firstDay),
          one.bucket,
          num(one.mean),
          num(one.p10),
          num(one.p50),
          num(one.p90),
          one.method,
        ]),
      ),
    ],
  ])
