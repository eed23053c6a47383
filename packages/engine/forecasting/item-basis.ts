import type { ForecastBasis, LeadError } from '@headwater/domain/demand/forecast-basis'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { SeriesForecast } from './forecast-series.ts'
import type { Likes } from './similar-items.ts'
import type { TestedErrors } from './tested-errors.ts'
import type { WeeklyHistory } from './weekly-history.ts'

export interface WeeksAhead {
  readonly answer: SeriesForecast
  /** Weeks from the end of the history to the first one that is asked for. */
  readonly skipped: number
  readonly method: string
  /** Places of the history that were left out as out of stock. */
  readonly out: readonly number[]
  /** Outliers of the item's own history. */
  readonly outliers: SeriesForecast['outliers']
  /** Whom a new item learns from. */
  readonly likes: Likes | null
}

const RECENT_WEEKS = 4
/** Methods that are named; the others weigh next to nothing. */
const NAMED = 6

/** What the forecast of an item was made from, for those who want to know why. */
export function basisOf({ item, from, weeks }: WeeklyHistory, ahead: WeeksAhead): ForecastBasis {
  const { answer, likes, out, outliers } = ahead
  return {
    item,
    from,
    weeks: weeks.length,
    recent: whole(weeks.subarray(Math.max(0, weeks.length - RECENT_WEEKS)).reduce((sum, one) => sum + one, 0)),
    methods: answer.methods.slice(0, NAMED).map(({ name, weight, error }) => ({ method: name, share: weight, error })),
    isShort: answer.fallback,
    likes: likes && { count: likes.count, shared: likes.shared },
    stockOuts: out.map((place) => from + 7 * place),
    outliers: outliers.map(({ at, taken }) => ({ week: from + 7 * at, taken: whole(taken) })),
    errors: answer.tested ? leadErrors(answer.tested) : [],
    rmsse: answer.tested?.rmsse ?? null,
  }
}

const leadErrors = ({ actual, absolute, bias }: TestedErrors): LeadError[] =>
  Array.from(actual, (sold, h) => ({
    weeksAhead: h + 1,
    actual: whole(sold),
    absolute: whole(absolute[h]!),
    bias: whole(bias[h]!),
  }))

const whole = (value: number): Micro => Math.round(value)
