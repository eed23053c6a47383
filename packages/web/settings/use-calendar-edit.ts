import { useLingui } from '@lingui/react/macro'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { useEdits } from '../editing/edits.tsx'
import { useFaultWords } from '../editing/fault-words.ts'
import type { ExceptionRow, ShiftRow } from './calendar-data.ts'

const OFFICE = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
] as const
const OFFICE_DAYS = 5

/** Changes of shifts and exceptions, each all or none and undone by one key; resolves with what is wrong, or null. */
export function useCalendarEdit() {
  const { edit } = useEdits()
  const { t } = useLingui()
  const faultOf = useFaultWords()
  const write = async (edits: readonly RecordEdit[], name: string): Promise<string | null> =>
    faultOf(await edit(edits, name))
  return {
    addShift: (calendar: string, weekday: number, [start, end]: readonly [string, string]) =>
      write(
        [{ file: 'calendars', key: null, cells: { calendar, weekday: String(weekday), start, end } }],
        t`${calendar}: shift ${start}–${end} added`,
      ),
    changeShift: (shift: ShiftRow, [start, end]: readonly [string, string]) =>
      write(
        [{ file: 'calendars', key: shift.key, was: { start: shift.start, end: shift.end }, cells: { start, end } }],
        t`Shift ${shift.start}–${shift.end} → ${start}–${end}`,
      ),
    removeShift: (shift: ShiftRow) =>
      write([{ file: 'calendars', key: shift.key, cells: null }], t`Shift ${shift.start}–${shift.end} taken out`),
    addException: (calendar: string, date: string, [start, end]: readonly [string, string]) =>
      write(
        [{ file: 'calendar_exceptions', key: null, cells: { calendar, date, start, end } }],
        start === '' ? t`${calendar}: closed on ${date}` : t`${calendar}: ${date} ${start}–${end}`,
      ),
    removeException: (one: ExceptionRow) =>
      write([{ file: 'calendar_exceptions', key: one.key, cells: null }], t`Exception of ${one.date} taken out`),
    makeCalendar: (calendar: string) =>
      write(
        Array.from({ length: OFFICE_DAYS }, (_, i) => i + 1).flatMap((weekday) =>
          OFFICE.map(([start, end]) => ({
            file: 'calendars',
            key: null,
            cells: { calendar, weekday: String(weekday), start, end },
          })),
        ),
        t`Calendar ${calendar} made`,
      ),
  }
}
