import type { ForecastLevel } from '../../../schemas/rest/forecasting.ts'
import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What is forecast together, as the address holds it. */
export interface OpenScope {
  readonly level: ForecastLevel
  /** Missing for all. */
  readonly key?: string
  readonly place?: string
}

/** What of the page the address holds. */
export interface ForecastSearch extends GridState, Partial<OpenScope> {
  /** Of what the list is; items unless told. */
  readonly by?: 'style' | 'category' | 'overrides'
  /** Monday of the chosen week, and of the last one where several are chosen. */
  readonly week?: string
  readonly until?: string
  /** The override that is being written stands open. */
  readonly edit?: 'override'
  /** The chart as a table. */
  readonly as?: 'table'
}

const LEVELS = ['item', 'style', 'category', 'all'] as const
const LISTS = ['style', 'category', 'overrides'] as const
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const text = (name: string, value: unknown): Record<string, string> =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? { [name]: String(value) } : {}

export function readForecastSearch(search: Record<string, unknown>): ForecastSearch {
  const level = LEVELS.find((one) => one === search.level)
  const by = LISTS.find((one) => one === search.by)
  const hasScope = level !== undefined && (level === 'all' || 'key' in text('key', search.key))
  return {
    ...readGridState(search),
    ...(by ? { by } : {}),
    ...(hasScope ? { level, ...(level === 'all' ? {} : text('key', search.key)), ...text('place', search.place) } : {}),
    ...(hasScope && isDay(search.week) ? { week: search.week } : {}),
    ...(hasScope && isDay(search.until) ? { until: search.until } : {}),
    ...(hasScope && search.edit === 'override' ? { edit: 'override' } : {}),
    ...(search.as === 'table' ? { as: 'table' } : {}),
  }
}
