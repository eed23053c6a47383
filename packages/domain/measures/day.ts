/** A calendar date as the number of days since 1970-01-01. */
export type Day = number

const MS_PER_DAY = 86_400_000

/** Reads `YYYY-MM-DD`; null when it is not a date that exists. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return formatDay(ms / MS_PER_DAY) === text ? ms / MS_PER_DAY : null
}

/** Texts of days: a plan names a few thousand days a million times. */
const texts = new Map<Day, string>()
const MOST_TEXTS = 50_000

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  let text = texts.get(day)
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
    if (texts.size >= MOST_TEXTS) texts.clear()
    texts.set(day, text)
  }
  return text
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

/** The Monday of the day's week. */
export const mondayOf = (day: Day): Day => day - weekdayOf(day) + 1
