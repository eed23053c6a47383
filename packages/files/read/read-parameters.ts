import type { Parameters } from '@headwater/domain/dataset'
import { MICRO } from '@headwater/domain/measures/quantity'
import { isTimeZone } from '@headwater/domain/measures/time-zone'
import { type ColumnType, DAYS, QUANTITY, whole } from '../contract/column.ts'
import type { IssueList } from './issue-list.ts'
import { readCell } from './read-cell.ts'
import type { Table } from './read-table.ts'
import { textOf } from './references.ts'

const ANY_DAYS = whole(0, 3650)

/** Numeric parameters: name in the file, name in the code, type and default. */
export const NUMERIC_PARAMETERS: readonly (readonly [string, keyof Parameters, ColumnType, number])[] = [
  ['expedite_window_days', 'expediteWindowDays', ANY_DAYS, 30],
  ['expedite_tolerance_days', 'expediteToleranceDays', ANY_DAYS, 0],
  ['defer_tolerance_days', 'deferToleranceDays', ANY_DAYS, 5],
  ['quantity_tolerance', 'quantityTolerance', QUANTITY, 0.1 * MICRO],
  ['increase_window_days', 'increaseWindowDays', ANY_DAYS, 0],
  ['frozen_days', 'frozenDays', ANY_DAYS, 0],
  ['consume_back_days', 'consumeBackDays', ANY_DAYS, 0],
  ['consume_forward_days', 'consumeForwardDays', ANY_DAYS, 0],
  ['demand_fence_days', 'demandFenceDays', DAYS, 0],
  ['planning_fence_days', 'planningFenceDays', DAYS, 0],
]

/** Parameters of the site; `calendars` are the keys that exist. */
export function readParameters(table: Table, calendars: ReadonlySet<string>, issues: IssueList): Parameters {
  const parameters: Record<string, string | number> = { timeZone: 'UTC', calendar: 'standard' }
  for (const [, name, , otherwise] of NUMERIC_PARAMETERS) parameters[name] = otherwise
  for (const row of table.rows) {
    const name = textOf(row, 'name')
    const value = textOf(row, 'value')
    if (!row.sound || name === null || value === null) continue
    const place = { file: table.file, row: row.row, field: 'value', value }
    const numeric = NUMERIC_PARAMETERS.find(([known]) => known === name)
    if (numeric) {
      const cell = readCell(value, numeric[2], 'UTC')
      if ('value' in cell) parameters[numeric[1]] = cell.value as number
      else
        issues.error(
          cell.fault.code,
          place,
          `${table.file} row ${row.row}: ${name} (${value}) should be ${cell.fault.should}`,
        )
    } else if (name === 'time_zone') {
      if (isTimeZone(value)) parameters.timeZone = value
      else
        issues.error(
          'not-in-list',
          place,
          `${table.file} row ${row.row}: time_zone (${value}) should be an IANA name, as Asia/Shanghai`,
        )
    } else if (name === 'calendar') {
      if (calendars.has(value)) parameters.calendar = value
      else
        issues.error(
          'unknown-reference',
          place,
          `${table.file} row ${row.row}: calendar (${value}) should exist in calendars.csv`,
        )
    } else
      issues.error(
        'not-in-list',
        { ...place, field: 'name', value: name },
        `${table.file} row ${row.row}: name (${name}) should be one of ${[...NUMERIC_PARAMETERS.map(([known]) => known), 'time_zone', 'calendar'].join(', ')}`,
      )
  }
  return parameters as unknown as Parameters
}

/** The time zone alone, needed to read times before anything else. */
export const zoneOf = (table: Table): string => {
  const row = table.rows.find((one) => one.sound && textOf(one, 'name') === 'time_zone')
  const zone = row && textOf(row, 'value')
  return zone && isTimeZone(zone) ? zone : 'UTC'
}
