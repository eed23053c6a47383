import type { Item } from '@headwater/domain/items/item'
import type { WeeklyHistory } from './weekly-history.ts'

/** What a new item learns from others, and why they are thought to be like it. */
export interface Likes {
  readonly count: number
  /** Their mean sales over the weeks that all of them have. */
  readonly weeks: Float64Array
  /** Attributes that they share; null: they are of its style. */
  readonly shared: number | null
}

/** Weeks of history that say enough to learn from. */
const SETTLED_WEEKS = 24

/** Finds, for a new item, those of its style; without any, those that share most of its attributes. Null: nothing is like it. */
export function similarItems(
  items: ReadonlyMap<string, Item>,
  histories: readonly WeeklyHistory[],
): (item: Item) => Likes | null {
  const settled = histories.filter((one) => one.weeks.length >= SETTLED_WEEKS)
  const byStyle = Map.groupBy(settled, (one) => items.get(one.item)!.style)
  const byAttribute = new Map<string, WeeklyHistory[]>()
  for (const one of settled)
    for (const pair of pairsOf(items.get(one.item)!)) {
      const known = byAttribute.get(pair)
      if (known) known.push(one)
      else byAttribute.set(pair, [one])
    }
  // Items of one style or one set of attributes ask for the same others.
  const found = new Map<string, Likes | null>()
  return (item) => {
    const style = item.style === null ? undefined : byStyle.get(item.style)
    const key = style ? `style ${item.style}` : pairsOf(item).join('|')
    if (!found.has(key)) found.set(key, style ? likesOf(style, null) : likesByAttributes(item, byAttribute))
    return found.get(key)!
  }
}

function likesByAttributes(item: Item, byAttribute: ReadonlyMap<string, readonly WeeklyHistory[]>): Likes | null {
  const shared = new Map<WeeklyHistory, number>()
  for (const pair of pairsOf(item))
    for (const one of byAttribute.get(pair) ?? []) shared.set(one, (shared.get(one) ?? 0) + 1)
  if (shared.size === 0) return null
  const most = [...shared.values()].reduce((a, b) => Math.max(a, b))
  const alike = [...shared].flatMap(([one, count]) => (count === most ? [one] : []))
  return likesOf(alike, most)
}

function likesOf(histories: readonly WeeklyHistory[], shared: number | null): Likes {
  const length = histories.reduce((least, one) => Math.min(least, one.weeks.length), Number.POSITIVE_INFINITY)
  const weeks = new Float64Array(length)
  for (const one of histories)
    for (let t = 0; t < length; t++) weeks[t]! += one.weeks[one.weeks.length - length + t]! / histories.length
  return { count: histories.length, weeks, shared }
}

const pairsOf = (item: Item): string[] =>
  Object.entries(item.attributes).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]))
