import { formatMicro } from '@headwater/domain/measures/quantity'
import { ALWAYS_CALENDAR, STANDARD_CALENDAR } from '@headwater/domain/resources/work-calendar'
import type { ColumnType } from '@headwater/files/contract/column'
import { NUMERIC_PARAMETERS } from '@headwater/files/read/read-parameters'
import { Parameters, type ParameterView } from '../../../schemas/rest/node-facts.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { loadCalendarKeys, loadParameters } from './records.store.ts'

/** What every planning parameter may be, is otherwise, and is. They are changed as rows of `parameters`. */
export function parameterRoutes(http: Http, database: Database): void {
  http.get(
    '/api/parameters',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Planning parameters with their ranges and defaults', response: { 200: Parameters } },
    },
    async () => {
      const given = await loadParameters(database)
      const valueOf = (name: string): string | null => given.get(name) ?? null
      const numeric = NUMERIC_PARAMETERS.map(([name, , type, otherwise]) => ({
        ...rangeOf(type, otherwise),
        name,
        value: valueOf(name),
      }))
      const own = await loadCalendarKeys(database)
      return {
        parameters: [
          { name: 'time_zone', kind: 'zone' as const, ...OPEN, otherwise: 'UTC', value: valueOf('time_zone') },
          { name: 'calendar', kind: 'calendar' as const, ...OPEN, otherwise: 'standard', value: valueOf('calendar') },
          ...numeric,
        ],
        calendars: [...new Set([STANDARD_CALENDAR.calendar, ALWAYS_CALENDAR.calendar, ...own])],
      }
    },
  )
}

const OPEN = { least: null, most: null }

function rangeOf(type: ColumnType, otherwise: number): Pick<ParameterView, 'kind' | 'least' | 'most' | 'otherwise'> {
  if (type.kind === 'whole')
    return { kind: 'whole', least: String(type.least), most: String(type.most), otherwise: String(otherwise) }
  return { kind: 'number', least: '0', most: null, otherwise: formatMicro(otherwise) }
}
