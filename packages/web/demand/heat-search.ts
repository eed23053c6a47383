import type { HeatPeriod } from '../../../schemas/rest/demand.ts'

/** What of the page the address holds. */
export interface HeatSearch {
  /** Axes: style, item, category, place, or attr. and an attribute; style by size unless told. */
  readonly rows?: string
  readonly columns?: string
  readonly period?: HeatPeriod
  /** Only sales of: `style:2609;place:shop`. */
  readonly where?: string
  /** Row and column of the cell that stands open, both percent-encoded, joined by `|`. */
  readonly cell?: string
}

export const PERIODS = ['this-week', '4w', '8w', '13w', '26w', '52w'] as const
const AXIS = /^(style|item|category|place|attr\..{1,64})$/

export function readHeatSearch(search: Record<string, unknown>): HeatSearch {
  const axis = (name: 'rows' | 'columns'): HeatSearch => {
    const value = search[name]
    return typeof value === 'string' && AXIS.test(value) ? { [name]: value } : {}
  }
  const period = PERIODS.find((one) => one === search.period)
  return {
    ...axis('rows'),
    ...axis('columns'),
    ...(period ? { period } : {}),
    ...(typeof search.where === 'string' && search.where !== '' ? { where: search.where } : {}),
    ...(typeof search.cell === 'string' && search.cell.includes('|') ? { cell: search.cell } : {}),
  }
}
