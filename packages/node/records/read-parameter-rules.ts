import { formatMicro } from '@headwater/domain/measures/quantity'
import { ALWAYS_CALENDAR, STANDARD_CALENDAR } from '@headwater/domain/resources/work-calendar'
import type { ColumnType } from '@headwater/files/contract/column'
import { NUMERIC_PARAMETERS } from '@headwater/files/read/read-parameters'
import type { Parameters, ParameterView } from '../../../schemas/rest/node-facts.ts'
import type { Session } from '../platform/database.ts'
import { loadCalendarKeys, loadParameters } from './records.store.ts'

/** Planning parameters with their ranges and defaults, by the one reader of the contract. */
export async function readParameterRules(database: Session): Promise<Parameters> {
  const given = await loadParameters(database)
  const givenOf = (name: string): string | null => given.get(name) ?? null
  const numeric = NUMERIC_PARAMETERS.map(([name, , type, otherwise]) => ({
    ...rangeOf(type, otherwise),
    name,
    value: givenOf(name),
  }))
  const own = await loadCalendarKeys(database)
  return {
    parameters: [
      { name: 'time_zone', kind: 'zone' as const, ...OPEN, otherwise: 'UTC', value: givenOf('time_zone') },
      { name: 'calendar', kind: 'calendar' as const, ...OPEN, otherwise: 'standard', value: givenOf('calendar') },
      ...numeric,
    ],
    calendars: [...new Set([STANDARD_CALENDAR.calendar, ALWAYS_CALENDAR.calendar, ...own])],
  }
}

const OPEN = { least: null, most: null }

function rangeOf(type: ColumnType, otherwise: number): Pick<ParameterView, 'kind' | 'least' | 'most' | 'otherwise'> {
  if (type.kind === 'whole')
    return { kind: 'whole', least: String(type.least), most: String(type.most), otherwise: String(otherwise) }
  return { kind: 'number', least: '0', most: null, otherwise: formatMicro(otherwise) }
}
