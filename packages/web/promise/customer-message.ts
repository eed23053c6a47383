import type { PromisedLines } from '../../../schemas/rest/promising.ts'
import type { Language } from '../language/language.tsx'
import { dateWithWeekday, grouped } from '../language/words.ts'
import { leversOf, sumOf } from './answer-sums.ts'
import type { StyleMatrix } from './style-matrix.ts'

export interface MessageFacts {
  readonly answer: PromisedLines
  readonly matrix: StyleMatrix
  readonly zone: string
}

const HAN = /\p{Script=Han}/u

/** The part of a name in one language, where it has both: 「白桦书架 Birch shelf」. */
export function nameIn(name: string, language: Language): string {
  const words = name.split(' ')
  const first = words.findIndex((word) => !HAN.test(word))
  const isBoth = first > 0 && words.slice(first).every((word) => !HAN.test(word))
  if (!isBoth) return name
  return language === 'zh' ? words.slice(0, first).join(' ') : words.slice(first).join(' ')
}

/** The answer as one would write it to the customer: names, quantities and days, no code of ours. */
export function customerMessage(facts: MessageFacts, language: Language): string {
  const write = language === 'zh' ? inChinese : inEnglish
  return write(facts).filter(Boolean).join('\n')
}

interface Said {
  readonly name: string
  readonly total: string
  readonly promised: string | null
  readonly isLate: boolean
  readonly wanted: string
  readonly part: { readonly quantity: string; readonly date: string } | null
  readonly until: string | null
  /** `墨绿：S 20、M 60` */
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[]
}

function inChinese(facts: MessageFacts): readonly string[] {
  const said = sayIn(facts, 'zh')
  const unit = facts.matrix.unit === 'pcs' ? '件' : ` ${facts.matrix.unit}`
  const rows = said.rows.map(({ label, cells }) => `${label ? `${label}：` : ''}${cells.join('、')}`)
  if (said.promised === null)
    return [`${said.name} ${said.total}${unit}，眼下还不能定下交期，有了日期马上告诉您。`, ...rows]
  return [
    `${said.name} ${said.total}${unit}，${said.promised} 可以交齐。`,
    ...rows,
    said.isLate ? `您希望的 ${said.wanted} 来不及全部交齐。` : '',
    said.part ? `${said.part.date} 可以先交 ${said.part.quantity}${unit}，其余 ${said.promised} 交齐。` : '',
    said.until ? `货和产能为您留到 ${said.until}，过时放开。` : '',
  ]
}

function inEnglish(facts: MessageFacts): readonly string[] {
  const said = sayIn(facts, 'en')
  const unit = facts.matrix.unit
  const rows = said.rows.map(({ label, cells }) => `${label ? `${label}: ` : ''}${cells.join(', ')}`)
  if (said.promised === null)
    return [
      `${said.name}, ${said.total} ${unit}: we cannot give a date yet and will tell you as soon as we can.`,
      ...rows,
    ]
  return [
    `${said.name}, ${said.total} ${unit}: all of it on ${said.promised}.`,
    ...rows,
    said.isLate ? `Your date, ${said.wanted}, is too soon for all of it.` : '',
    said.part ? `${said.part.quantity} ${unit} can come on ${said.part.date}, the rest on ${said.promised}.` : '',
    said.until ? `We keep goods and capacity for you until ${said.until}; after that they are free again.` : '',
  ]
}

function sayIn({ answer, matrix, zone }: MessageFacts, language: Language): Said {
  const { lines, promised } = answer
  const day = (iso: string): string => dateWithWeekday(iso, language)
  const wanted = lines[0]!.wanted
  const part = leversOf(answer).find((one) => one.type === 'part')
  const quantities = new Map(lines.map((one) => [one.item, one.quantity]))
  const expires = lines[0]!.reservation?.expires
  return {
    name: nameIn(matrix.name, language),
    total: grouped(sumOf(lines.map((one) => one.quantity))),
    promised: promised === null ? null : day(promised),
    isLate: promised !== null && promised > wanted,
    wanted: day(wanted),
    part: part && promised !== null ? { quantity: grouped(part.quantity), date: day(part.date) } : null,
    until: expires ? moment(expires, zone, language) : null,
    rows:
      matrix.rows.length * matrix.columns.length < 2
        ? []
        : matrix.rows.flatMap((row) => {
            const cells = row.cells.flatMap((cell, j) => {
              const quantity = cell && quantities.get(cell.item)
              return quantity ? [`${matrix.columns[j]} ${grouped(quantity)}`.trim()] : []
            })
            return cells.length > 0 ? [{ label: nameIn(row.label, language), cells }] : []
          }),
  }
}

/** A moment in the company's own time: `11-26 周四 14:20`. */
export function moment(iso: string, zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso))
  const of = (type: string): string => parts.find((one) => one.type === type)!.value
  return `${dateWithWeekday(`${of('year')}-${of('month')}-${of('day')}`, language)} ${of('hour')}:${of('minute')}`
}
