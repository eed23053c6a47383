import type { HeatPeriod } from '../../../schemas/rest/demand.ts'
import type { HeatSearch } from './heat-search.ts'

/** What a heat map is of, all of it told. */
export interface HeatView {
  readonly rows: string
  readonly columns: string
  readonly period: HeatPeriod
  readonly where: string
}

/** Styles by sizes of the last eight weeks unless told. */
export const heatView = ({ rows, columns, period = '8w', where = '' }: HeatSearch): HeatView => {
  const down = rows ?? 'style'
  return {
    rows: down,
    columns: columns && columns !== down ? columns : down === 'attr.size' ? 'style' : 'attr.size',
    period,
    where,
  }
}
