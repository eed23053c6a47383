import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import type { ColumnType } from '../contract/column.ts'
import { readCell } from './read-cell.ts'

/** What a cell that cannot be read most likely means, as the contract writes it; null: nobody can tell. It can be read. */
export function suggestCell(text: string, type: ColumnType): string | null {
  const meant = meantBy(text.normalize('NFKC').trim(), type)
  return meant !== null && meant !== text && 'value' in readCell(meant, type, 'UTC') ? meant : null
}

function meantBy(text: string, type: ColumnType): string | null {
  switch (type.kind) {
    case 'date':
      return meantDate(text)
    case 'date-or-time':
    case 'time':
      return meantTime(text) ?? (type.kind === 'time' ? null : meantDate(text))
    case 'clock':
      return meantClock(text)
    case 'number':
    case 'whole':
      return meantNumber(text)
    case 'list':
      return meantValue(text, type.values)
    case 'key':
      return text.replaceAll(/[,;|=\r\n]+/g, '-')
    case 'text':
      return null
  }
}

/** Days that spreadsheets count from 1899-12-30; those of 1990 to 2080. */
const SERIAL = { least: 32_874, most: 65_746, epoch: 25_569 } as const

const two = (text: string): string => text.padStart(2, '0')

function meantDate(text: string): string | null {
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : 0
  if (serial >= SERIAL.least && serial <= SERIAL.most) return formatDay(serial - SERIAL.epoch)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return compact.slice(1).join('-')
  const day = /^(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?(?:[T\s]+0{1,2}:00(?::00)?(?:\.0+)?)?$/.exec(
    text,
  )
  if (day) return `${day[1]}-${two(day[2]!)}-${two(day[3]!)}`
  const western = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  if (!western) return null
  const [, a, b, year] = western as unknown as [string, string, string, string]
  // 03/04 is April to one and March to another: only a day above 12 tells.
  if (Number(a) > 12) return `${year}-${two(b)}-${two(a)}`
  return Number(b) > 12 ? `${year}-${two(a)}-${two(b)}` : null
}

function meantTime(text: string): string | null {
  const found = /^(.+?)[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  const day = found && (meantDate(found[1]!) ?? found[1]!)
  return found && day ? `${day}T${two(found[2]!)}:${found[3]}${found[4] === undefined ? '' : `:${found[4]}`}` : null
}

function meantClock(text: string): string | null {
  const found = /^(\d{1,2})[:.时点](\d{2})分?(?::\d{2})?$/.exec(text)
  return found ? `${two(found[1]!)}:${found[2]}` : null
}

/** Without thousands, currency and a unit behind it; a share of a hundred as a number. */
function meantNumber(text: string): string | null {
  const found = /^[¥￥$€]?\s*([+-]?[\d, ]*\.?\d+)\s*(%|\p{L}{0,12})$/u.exec(text.replaceAll('−', '-'))
  if (!found) return null
  const [, digits, unit] = found as unknown as [string, string, string]
  if (/[, ]/.test(digits) && !/^[+-]?\d{1,3}([, ]\d{3})+(\.\d+)?$/.test(digits)) return null
  const micro = parseMicro(digits.replaceAll(/[, +]/g, ''))
  if (typeof micro !== 'number') return null
  return formatMicro(unit === '%' ? Math.round(micro / 100) : micro)
}

/** What people write for the values of lists, in both languages. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  make: ['自制', '生产', '自产', 'made', 'manufacture'],
  buy: ['外购', '采购', 'bought', 'purchase', 'purchased'],
  open: ['未完成', '进行中', '未交', '未发', '有效', 'active'],
  closed: ['完成', '已完成', '关闭', '已关闭', '结案', '已结案', 'done', 'completed'],
  cancelled: ['取消', '已取消', '作废', 'canceled', 'void'],
  firm: ['确定', '已确定', '下达', '计划'],
  released: ['已下达', '已投产', '在制', 'started', 'in progress'],
  confirmed: ['已确认', '确认'],
  available: ['可用', '正常', '合格', 'ok'],
  hold: ['冻结', '待检', '不可用', 'blocked', 'on hold'],
  yes: ['是', 'y', 'true', '1', '可'],
  no: ['否', 'n', 'false', '0', '不可'],
  day: ['日', '天', 'daily'],
  week: ['周', 'weekly'],
  month: ['月', 'monthly'],
}

function meantValue(text: string, values: readonly string[]): string | null {
  const lower = text.toLowerCase()
  return values.find((one) => one === lower || MEANT[one]?.includes(lower)) ?? nearest(lower, values)
}

/** A longer word may have more slips of the pen; half of a short one is another word. */
const mostSlips = (text: string): number => Math.min(3, Math.floor((Array.from(text).length + 1) / 3))

/** As `nearestOf`, for one text. */
export const nearest = (text: string, candidates: Iterable<string>): string | null => nearestOf(candidates)(text)

const lettersOf = (text: string): readonly string[] => Array.from(text.normalize('NFKC').toLowerCase())

/** Finds the candidate that is fewest letters away, and near enough to be meant; null where two are as near, or none is. */
export function nearestOf(candidates: Iterable<string>): (text: string) => string | null {
  const prepared = [...candidates].map((name) => ({ name, letters: lettersOf(name) }))
  return (text) => {
    const wanted = lettersOf(text)
    let best: string | null = null
    let fewest = mostSlips(text) + 1
    let isTied = false
    for (const { name, letters } of prepared) {
      if (Math.abs(letters.length - wanted.length) > fewest || name === text) continue
      const slips = distance(wanted, letters, fewest)
      if (slips > fewest || slips > mostSlips(text)) continue
      isTied = slips === fewest && best !== null
      if (slips < fewest || best === null) best = name
      fewest = slips
    }
    return isTied ? null : best
  }
}

/** Letters put in, left out or changed (Levenshtein 1965), as far as `most`; beyond it, any larger number. */
function distance(a: readonly string[], b: readonly string[], most: number): number {
  let row = b.map((_, j) => j + 1)
  for (let i = 0; i < a.length; i++) {
    let corner = i
    let left = i + 1
    const next: number[] = []
    for (let j = 0; j < b.length; j++) {
      const up = row[j]!
      left = Math.min(left + 1, up + 1, corner + (a[i] === b[j] ? 0 : 1))
      corner = up
      next.push(left)
    }
    if (Math.min(...next, i + 1) > most) return most + 1
    row = next
  }
  return row.at(-1) ?? a.length
}
