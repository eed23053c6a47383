import { type Day, formatDay, mondayOf, parseDay } from '@headwater/domain/measures/day'
import type { Heat, HeatLine, HeatPeriod, HeatQuery } from '../../../schemas/rest/demand.ts'
import type { PackView } from '../../../schemas/rest/packs.ts'
import { readPack } from '../packs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { readBusinessDay } from '../records/index.ts'
import { type HeatRow, loadAxes, loadHeat } from './heat.store.ts'

/** What a page can show; of more, the largest. */
const MOST = { rows: 200, columns: 60 }

/** Sales of a period by two axes, summed by the database. */
export async function readHeat(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { rows, columns, period, where = '' }: HeatQuery,
): Promise<Heat> {
  if (rows === columns) throw new Refused('invalid', `columns (${columns}) should be another axis than rows`)
  const today = parseDay(await readBusinessDay(database, clock))!
  const { firstDay, lastDay } = daysOf(period, today)
  const days = { firstDay: formatDay(firstDay), lastDay: formatDay(lastDay) }
  const asked = { rows, columns, ...days, where: clausesOf(where) }
  return database.transaction(
    async (snapshot) => ({
      ...days,
      ...layOut(await loadHeat(snapshot, asked), { rows, columns, attributes: (await readPack(snapshot)).attributes }),
      ...(await loadAxes(snapshot)),
    }),
    { isolation: 'repeatable read', readOnly: true },
  )
}

/** This week up to today, or weeks that have ended. */
function daysOf(period: HeatPeriod, today: Day): { readonly firstDay: Day; readonly lastDay: Day } {
  const monday = mondayOf(today)
  if (period === 'this-week') return { firstDay: monday, lastDay: today }
  return { firstDay: monday - 7 * Number.parseInt(period, 10), lastDay: monday - 1 }
}

const AXIS = /^(style|item|category|place|week|attr\..{1,64})$/

function clausesOf(where: string) {
  return where
    .split(';')
    .filter((clause) => clause !== '')
    .map((clause) => {
      const at = clause.indexOf(':')
      const axis = clause.slice(0, at)
      if (at < 1 || !AXIS.test(axis))
        throw new Refused(
          'invalid',
          `where (${clause}) should begin with style, item, category, place, week or attr.NAME`,
        )
      return { axis, value: decoded(clause.slice(at + 1)) }
    })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

type Axes = Pick<HeatQuery, 'rows' | 'columns'> & Pick<PackView, 'attributes'>

/** Lines with their totals, and the cells of those that are shown. */
function layOut(found: readonly HeatRow[], axes: Axes): Omit<Heat, 'firstDay' | 'lastDay' | 'axes' | 'hasSales'> {
  const rows = linesOf(found, { axis: axes.rows, key: 'row', name: 'rowName', attributes: axes.attributes })
  const columns = linesOf(found, { axis: axes.columns, key: 'column', name: 'columnName', attributes: axes.attributes })
  const shownRows = rows.slice(0, MOST.rows)
  const shownColumns = columns.slice(0, MOST.columns)
  const rowAt = new Map(shownRows.map((one, i) => [one.key, i]))
  const columnAt = new Map(shownColumns.map((one, i) => [one.key, i]))
  return {
    rows: shownRows,
    columns: shownColumns,
    cells: found.flatMap(({ row, column, quantity, out }) => {
      const [r, c] = [rowAt.get(row), columnAt.get(column)]
      return r === undefined || c === undefined ? [] : [{ row: r, column: c, quantity, out }]
    }),
    total: decimal(found.reduce((sum, one) => sum + Number(one.quantity), 0)),
    moreRows: rows.length - shownRows.length,
    moreColumns: columns.length - shownColumns.length,
  }
}

interface LineFacts {
  readonly axis: string
  readonly key: 'row' | 'column'
  readonly name: 'rowName' | 'columnName'
  readonly attributes: PackView['attributes']
}

/** Weeks in their order, values that the industry has an order for from small to large, all others the most sold first. */
function linesOf(found: readonly HeatRow[], { axis, key, name, attributes }: LineFacts): HeatLine[] {
  const lines = new Map<string, { key: string; name: string; total: number }>()
  for (const one of found) {
    const line = lines.get(one[key]) ?? { key: one[key], name: one[name] ?? one[key], total: 0 }
    line.name = alike(line.name, one[name] ?? one[key])
    line.total += Number(one.quantity)
    lines.set(one[key], line)
  }
  const order = axis === 'week' ? byKey : axis.startsWith('attr.') ? bySize(valuesOf(axis, attributes)) : byTotal
  return [...lines.values()].toSorted(order).map((one) => ({ ...one, total: decimal(one.total) }))
}

/** What two names begin with alike, up to the last word that both have; the first where that is nothing. */
function alike(one: string, other: string): string {
  if (one === other) return one
  let end = 0
  while (end < one.length && one[end] === other[end]) end++
  return one.slice(0, end).replace(/\S*$/, '').trim() || one
}

type Line = { readonly key: string; readonly total: number }
const byKey = (a: Line, b: Line): number => (a.key < b.key ? -1 : 1)
const byTotal = (a: Line, b: Line): number => b.total - a.total || byKey(a, b)

/** Values of an attribute from small to large, as its industry has them. */
const valuesOf = (axis: string, attributes: PackView['attributes']): readonly string[] =>
  attributes.find(({ attribute, aliases = [] }) => [attribute, ...aliases].some((one) => axis === `attr.${one}`))
    ?.order ?? []

const bySize =
  (values: readonly string[]) =>
  (a: Line, b: Line): number => {
    const [one, other] = [sizeOf(a.key, values), sizeOf(b.key, values)]
    if (one === null || other === null) return one === other ? byTotal(a, b) : one === null ? 1 : -1
    return one - other
  }

/** Place of a value: known ones in their order, numbers by their value; null: neither. */
function sizeOf(text: string, values: readonly string[]): number | null {
  const letter = values.indexOf(text.toUpperCase())
  if (letter >= 0) return letter
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
}

/** Sums of exact decimals of at most six places. */
const decimal = (value: number): string => String(Math.round(value * 1e6) / 1e6)
