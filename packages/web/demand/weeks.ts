import type { Outlook, OutlookWeek } from '../../../schemas/rest/demand.ts'

/** One week of the chart and of its table: sold, expected, or both in the running week. */
export interface DemandWeek {
  /** Monday. */
  readonly week: string
  /** Null: in the future. */
  readonly sold: number | null
  readonly lastYear: number | null
  /** Null: in the past. */
  readonly expected: OutlookWeek | null
  readonly isRunning: boolean
  /** Items that could not be bought. */
  readonly out: number
  /** What an outlier was taken for; null: none. */
  readonly taken: number | null
}

const DAY_MS = 86_400_000

/** The Monday so many weeks later. */
export const weeksLater = (monday: string, weeks: number): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + 7 * weeks * DAY_MS).toISOString().slice(0, 10)

export const lastDayOf = (monday: string): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * DAY_MS).toISOString().slice(0, 10)

/** Past weeks that a chart shows at most. */
const PAST = 52
const FEWEST_PAST = 13

/** From the first week with a sale, a year back at most, to the last one with a forecast; none is left out between. */
export function weeksOf({ history, forecast, thisWeek, stockOuts, made }: Outlook): readonly DemandWeek[] {
  const sold = new Map(history.map((one) => [one.week, Number(one.quantity)]))
  const expected = new Map(forecast.map((one) => [one.week, one]))
  const out = new Map(stockOuts.map((one) => [one.week, one.items]))
  const taken = new Map((made?.outliers ?? []).map((one) => [one.week, one.taken]))
  const first = history[0]?.week ?? thisWeek
  const earliest = weeksLater(thisWeek, -PAST)
  const latest = weeksLater(thisWeek, -FEWEST_PAST)
  const from = first < earliest ? earliest : first > latest ? latest : first
  const last = forecast.at(-1)?.week ?? thisWeek
  const weeks: DemandWeek[] = []
  for (let week = from; week <= last; week = weeksLater(week, 1)) {
    const isPast = week < thisWeek
    const known = isPast && week < first ? null : (sold.get(week) ?? 0)
    weeks.push({
      week,
      sold: week > thisWeek ? null : known,
      lastYear: sold.get(weeksLater(week, -52)) ?? null,
      expected: expected.get(week) ?? null,
      isRunning: week === thisWeek,
      out: out.get(week) ?? 0,
      taken: taken.get(week) ?? null,
    })
  }
  return weeks
}
