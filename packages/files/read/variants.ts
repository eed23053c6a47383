import type { Item } from '@headwater/domain/items/item'

/** Finds the items that a key of a bill or routing stands for: the item itself, or the variants of a style. */
export interface Variants {
  readonly items: ReadonlyMap<string, Item>
  readonly byStyle: ReadonlyMap<string, readonly Item[]>
}

export function variantsOf(items: readonly Item[]): Variants {
  const byStyle = new Map<string, Item[]>()
  for (const item of items) {
    if (item.style === null) continue
    const variants = byStyle.get(item.style)
    if (variants) variants.push(item)
    else byStyle.set(item.style, [item])
  }
  return { items: new Map(items.map((one) => [one.item, one])), byStyle }
}

export const membersOf = (key: string, { items, byStyle }: Variants): readonly Item[] => {
  const item = items.get(key)
  return item ? [item] : (byStyle.get(key) ?? [])
}

/** Attribute → allowed values. */
export type Condition = ReadonlyMap<string, ReadonlySet<string>>

/** Reads `size=M|L;colour=red`; null when it is not of that form. */
export function readCondition(text: string): Condition | null {
  const condition = new Map<string, ReadonlySet<string>>()
  for (const part of text.split(';')) {
    const match = /^([^=|]+)=([^=]+)$/.exec(part.trim())
    if (!match) return null
    condition.set(match[1]!.trim(), new Set(match[2]!.split('|').map((one) => one.trim())))
  }
  return condition
}

export const holdsFor = (condition: Condition, item: Item): boolean =>
  [...condition].every(([attribute, values]) => values.has(item.attributes[attribute] ?? ''))

/** The one variant of a style whose named attributes equal the parent's; null when none or several do. */
export function matchingVariant(variants: readonly Item[], parent: Item, attributes: readonly string[]): Item | null {
  const found = variants.filter((one) =>
    attributes.every((name) => one.attributes[name] !== undefined && one.attributes[name] === parent.attributes[name]),
  )
  return found.length === 1 ? found[0]! : null
}
