import { type Day, parseDay } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { formatMicro, MICRO, type Micro, parseMicro } from '@headwater/domain/measures/quantity'
import { dayOf, parseTime } from '@headwater/domain/measures/time-zone'
import type { InputIssueCode } from '@headwater/domain/outcome/plan-issue'
import type { ColumnType } from '../contract/column.ts'

/** A date that may carry a time of the day. */
export interface DateOrTime {
  readonly day: Day
  /** null: the end of the day is meant. */
  readonly moment: Instant | null
}

export type CellValue = string | number | DateOrTime

export interface CellFault {
  readonly code: InputIssueCode
  /** What the cell should be. */
  readonly should: string
}

export type Cell = { readonly value: CellValue } | { readonly fault: CellFault }

/** Reads one non-empty cell; `zone` is the site's time zone. */
export function readCell(text: string, type: ColumnType, zone: string): Cell {
  switch (type.kind) {
    case 'key':
      return readKey(text)
    case 'text':
      return { value: text }
    case 'number':
      return readNumber(text, type)
    case 'whole':
      return readWhole(text, type)
    case 'list':
      return type.values.includes(text) ? { value: text } : fault('not-in-list', `one of ${type.values.join(', ')}`)
    case 'date':
      return orFault(parseDay(text), 'a date that exists, as 2026-03-02')
    case 'time':
      return orFault(parseTime(text, zone), 'a time that exists, as 2026-03-02T08:00')
    case 'date-or-time':
      return readDateOrTime(text, zone)
    case 'clock':
      return orFault(readClock(text), 'a time of the day from 00:00 to 24:00, as 08:00')
  }
}

const fault = (code: InputIssueCode, should: string): Cell => ({ fault: { code, should } })
const orFault = (value: number | null, should: string): Cell =>
  value === null ? fault('not-a-date', should) : { value }

const MOST_KEY = 64

function readKey(text: string): Cell {
  if (text.length > MOST_KEY || /[,;|=\r\n]/.test(text))
    return fault('bad-text', `1 to ${MOST_KEY} characters without , ; | = and line breaks`)
  return { value: text }
}

function readNumber(text: string, type: { least?: Micro; above?: Micro; most?: Micro; below?: Micro }): Cell {
  const value = parseMicro(text)
  if (value === 'not-a-number') return fault(value, 'a number as 12.5, without exponent or thousands separator')
  if (value === 'too-many-digits') return fault(value, 'a number with at most 9 digits before and 6 after the point')
  const bounds = [
    type.least !== undefined && value < type.least ? `at least ${formatMicro(type.least)}` : null,
    type.above !== undefined && value <= type.above ? `above ${formatMicro(type.above)}` : null,
    type.most !== undefined && value > type.most ? `at most ${formatMicro(type.most)}` : null,
    type.below !== undefined && value >= type.below ? `below ${formatMicro(type.below)}` : null,
  ].filter((one) => one !== null)
  return bounds.length > 0 ? fault('out-of-range', bounds.join(' and ')) : { value }
}

function readWhole(text: string, { least, most }: { least: number; most: number }): Cell {
  const micro = parseMicro(text)
  if (micro === 'too-many-digits') return fault(micro, `a whole number from ${least} to ${most}`)
  if (micro === 'not-a-number' || micro % MICRO !== 0)
    return fault('not-a-number', `a whole number from ${least} to ${most}`)
  const value = micro / MICRO
  return value < least || value > most ? fault('out-of-range', `a whole number from ${least} to ${most}`) : { value }
}

function readDateOrTime(text: string, zone: string): Cell {
  const day = parseDay(text)
  if (day !== null) return { value: { day, moment: null } }
  const moment = parseTime(text, zone)
  return moment === null
    ? fault('not-a-date', 'a date or time that exists, as 2026-03-02T08:00')
    : { value: { day: dayOf(moment, zone), moment } }
}

/** Minutes after midnight; 24:00 is the end of the day. */
function readClock(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) > 59 || minutes > 1440 ? null : minutes
}
