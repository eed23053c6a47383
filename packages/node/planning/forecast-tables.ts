import type { ForecastBasis } from '@headwater/domain/demand/forecast-basis'
import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro, MICRO, type Micro } from '@headwater/domain/measures/quantity'
import type { CopyRow } from '../platform/copy.ts'
import type { ForecastAnswer } from './compute-plan.ts'

export interface TableRows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: Iterable<CopyRow>
}

/** What a run writes of its forecasts. */
export const forecastTables = (answer: ForecastAnswer): TableRows[] => [
  forecastTable(answer),
  partTable(answer),
  basisTable(answer),
]

const FORECAST_COLUMNS = 'item date bucket quantity baseline override_id method p05 p10 p25 p50 p75 p90 p95'.split(' ')
const BASIS_COLUMNS =
  'item method is_new weeks stock_outs outliers recent baseline expected tested_actual tested_absolute tested_bias detail'.split(
    ' ',
  )

function forecastTable({ forecasts, quantiles, baseline, overrideOf }: ForecastAnswer): TableRows {
  const spread = new Map(quantiles.map((one) => [`${one.item}|${one.firstDay}`, one]))
  return {
    table: 'forecast_result',
    columns: FORECAST_COLUMNS,
    rows: forecasts.map((one, place) => {
      const known = spread.get(`${one.item}|${one.firstDay}`)
      const widths = known
        ? [known.p05, known.p10, known.p25, known.p50, known.p75, known.p90, known.p95].map(formatMicro)
        : Array<null>(7).fill(null)
      return [
        one.item,
        formatDay(one.firstDay),
        one.bucket,
        formatMicro(one.quantity),
        formatMicro(baseline[place]!),
        overrideOf.get(place) ?? null,
        known?.method ?? GIVEN,
        ...widths,
      ]
    }),
  }
}

/** The method of a forecast that came as it is. */
const GIVEN = 'given'

const partTable = ({ parts }: ForecastAnswer): TableRows => ({
  table: 'forecast_part',
  columns: ['item', 'date', 'place', 'quantity'],
  rows: parts.map((one) => [one.item, formatDay(one.firstDay), one.place, formatMicro(one.quantity)]),
})

/** Weeks ahead that a list sums up. */
const SOON_WEEKS = 4

function basisTable(answer: ForecastAnswer): TableRows {
  const known = new Map(answer.bases.map((one) => [one.item, one]))
  const soon = soonByItem(answer)
  return {
    table: 'forecast_basis',
    columns: BASIS_COLUMNS,
    rows: [...soon].map(([item, sums]) =>
      basisRow({ item, isGiven: answer.given.has(item), soon: sums }, known.get(item)),
    ),
  }
}

interface BasisFacts {
  readonly item: string
  readonly isGiven: boolean
  readonly soon: Soon
}

interface Soon {
  baseline: Micro
  expected: Micro
}

/** Sums of the buckets that begin in this week and the next ones. */
function soonByItem({ forecasts, baseline, firstWeek }: ForecastAnswer): Map<string, Soon> {
  const sums = new Map<string, Soon>()
  for (const [place, { item, firstDay, quantity }] of forecasts.entries()) {
    const sum = sums.get(item) ?? { baseline: 0, expected: 0 }
    sums.set(item, sum)
    if (firstDay < firstWeek || firstDay >= firstWeek + 7 * SOON_WEEKS) continue
    sum.baseline += baseline[place]!
    sum.expected += quantity
  }
  return sums
}

function basisRow({ item, isGiven, soon }: BasisFacts, basis: ForecastBasis | undefined): CopyRow {
  const tested = (basis?.errors ?? []).slice(0, SOON_WEEKS)
  const sum = (name: 'actual' | 'absolute' | 'bias'): string => plain(tested.reduce((all, one) => all + one[name], 0))
  return [
    item,
    isGiven ? GIVEN : (basis?.methods[0]?.method ?? GIVEN),
    basis?.likes !== undefined && basis.likes !== null,
    basis?.weeks ?? 0,
    `{${(basis?.stockOuts ?? []).map(formatDay).join(',')}}`,
    basis?.outliers.length ?? 0,
    plain(basis?.recent ?? 0),
    formatMicro(soon.baseline),
    formatMicro(soon.expected),
    sum('actual'),
    sum('absolute'),
    sum('bias'),
    JSON.stringify(basis ? detailOf(basis) : {}),
  ]
}

/** A sum may be beyond what is exact; it is only shown. */
const plain = (value: Micro): string => String(value / MICRO)

const detailOf = ({ from, methods, isShort, likes, outliers, errors, rmsse }: ForecastBasis) => ({
  from: formatDay(from),
  methods,
  isShort,
  likes,
  outliers: outliers.map(({ week, taken }) => ({ week: formatDay(week), taken: taken / MICRO })),
  errors: errors.map((one) => ({
    weeksAhead: one.weeksAhead,
    actual: one.actual / MICRO,
    absolute: one.absolute / MICRO,
    bias: one.bias / MICRO,
  })),
  rmsse,
})
