import type { PromiseAnswer, PromisedLines } from '../../../schemas/rest/promising.ts'

export type Source = PromiseAnswer['sources'][number]
export type Binding = PromiseAnswer['binding']
export type Lever = PromiseAnswer['levers'][number]

/** Sums texts of quantities exactly: at most six decimals. */
export const sumOf = (quantities: readonly string[]): number =>
  quantities.reduce((sum, one) => sum + Math.round(Number(one) * 1e6), 0) / 1e6

/** Where all lines come from, the soonest first; sums to what was asked where all of it can be had. */
export function sourcesOf(lines: readonly PromiseAnswer[]): readonly Source[] {
  const groups = Map.groupBy(
    lines.flatMap((one) => one.sources),
    ({ type, order, date }) => [type, type === 'stock' ? '' : order, date].join('\n'),
  )
  return [...groups.values()]
    .map((some) => ({
      ...some[0]!,
      order: some[0]!.type === 'stock' ? null : some[0]!.order,
      quantity: String(sumOf(some.map((one) => one.quantity))),
    }))
    .toSorted((one, other) => one.date.localeCompare(other.date) || one.type.localeCompare(other.type))
}

export interface BindingSum {
  readonly binding: Binding
  /** How much of what was asked it keeps. */
  readonly quantity: number
}

/** What keeps lines from the wanted day, the latest first. */
export function bindingsOf(lines: readonly PromiseAnswer[]): readonly BindingSum[] {
  const groups = Map.groupBy(
    lines.filter((one) => one.binding.type !== 'none'),
    ({ binding: { type, item, order, date } }) =>
      [type, date, type === 'capacity' ? '' : `${item} ${order}`].join('\n'),
  )
  return [...groups.values()]
    .map((some) => ({ binding: some[0]!.binding, quantity: sumOf(some.map((one) => one.quantity)) }))
    .toSorted((one, other) => (other.binding.date ?? '9').localeCompare(one.binding.date ?? '9'))
}

export interface LeverSum {
  readonly type: Lever['type']
  /** Components that would have to be here, each further one together with those before. */
  readonly items: readonly string[]
  readonly quantity: number
  /** The day on which all would be there, or the part. */
  readonly date: string
}

/** What would make the whole earlier: each lever alone, the other lines as they are. */
export function leversOf({ lines, promised }: PromisedLines): readonly LeverSum[] {
  const levers: LeverSum[] = []
  const part = partOf(lines)
  if (part) levers.push(part)
  const keys = new Map(lines.flatMap((one) => chainOf(one).map((link) => [link.key, link] as const)))
  for (const { key, type, items } of keys.values()) {
    const dates = lines.map((line) => chainOf(line).find((link) => link.key === key)?.date ?? line.promised)
    if (dates.includes(null)) continue
    const date = (dates as string[]).toSorted().at(-1)!
    const helped = lines.filter((line) => chainOf(line).some((link) => link.key === key))
    levers.push({ type, items, date, quantity: sumOf(helped.map((one) => one.quantity)) })
  }
  return levers.filter((one) => promised === null || one.date < promised || one.type !== 'part')
}

function partOf(lines: readonly PromiseAnswer[]): LeverSum | null {
  const parts = lines.map((line) => ({ line, part: line.levers.find((one) => one.type === 'part') }))
  const inTime = parts.map(({ line, part }) => (line.binding.type === 'none' ? line.quantity : (part?.quantity ?? '0')))
  const quantity = sumOf(inTime)
  if (quantity === 0 || quantity === sumOf(lines.map((one) => one.quantity))) return null
  return { type: 'part', items: [], quantity, date: parts.find(({ part }) => part)?.part?.date ?? lines[0]!.wanted }
}

interface Link {
  readonly key: string
  readonly type: Lever['type']
  readonly items: readonly string[]
  readonly date: string
}

/** Levers of one line but the part; a component is tried with those before it here. */
function chainOf(line: PromiseAnswer): readonly Link[] {
  const items: string[] = []
  return line.levers.flatMap((one): Link[] => {
    if (one.type === 'part') return []
    if (one.type === 'material') items.push(one.item!)
    const with_ = one.type === 'material' ? [...items] : []
    return [{ key: [one.type, ...with_].join('\n'), type: one.type, items: with_, date: one.date }]
  })
}
