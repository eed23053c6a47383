import { parseDay } from '@headwater/domain/measures/day'
import type { ListType } from './list-source.ts'

/** A time of day that exists, with or without seconds and their parts. */
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/
const isDay = (text: string): boolean => parseDay(text) !== null

/** A moment: a day, or a day and a time of UTC. */
function isMoment(text: string): boolean {
  const [, day, time] = /^(.{10})(?:T(.{5,8})Z)?$/.exec(text) ?? []
  return day !== undefined && isDay(day) && (time === undefined || CLOCK.test(time))
}

const ASKED: Readonly<Record<ListType, (text: string) => boolean>> = {
  text: (text) => !text.includes('\0'),
  quantity: (text) => /^-?\d{1,15}(\.\d{1,6})?$/.test(text),
  integer: (text) => /^-?\d{1,15}$/.test(text),
  date: isDay,
  time: isMoment,
}

/** Whether a filter may compare a column of this type with a text: the database reads it without an error. */
export const isAskable = (type: ListType, text: string): boolean => ASKED[type](text)

/** A moment as the database writes it: `2026-03-02 08:00:00+00`. */
function isWrittenMoment(text: string): boolean {
  const [, day, time] = /^(.{10}) ([\d:.]+)[+-](?:0\d|1[0-5])(?::[0-5]\d){0,2}$/.exec(text) ?? []
  return day !== undefined && isDay(day) && CLOCK.test(time!)
}

const isNumber = (text: string): boolean => /^(-?Infinity|-?\d{1,60}(\.\d{1,60})?)$/.test(text)
const isEnd = (text: string): boolean => text === 'infinity' || text === '-infinity'

const WRITTEN: Readonly<Record<ListType, (text: string) => boolean>> = {
  text: ASKED.text,
  quantity: isNumber,
  integer: isNumber,
  date: (text) => isEnd(text) || isDay(text),
  time: (text) => isEnd(text) || isWrittenMoment(text),
}

/** Whether a cell of a cursor can be of this type, as the database wrote it. */
export const isWritten = (type: ListType, text: string): boolean => WRITTEN[type](text)
