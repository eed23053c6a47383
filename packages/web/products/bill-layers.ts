import type { ProductBill, ProductLine } from '../../../schemas/rest/products.ts'

export interface PlacedNode {
  readonly item: string
  readonly name: string
  readonly unit: string
  readonly total: string | null
  readonly isMissing: boolean
  readonly x: number
  readonly y: number
}

export interface PlacedLine {
  readonly id: string
  readonly line: ProductLine
  readonly from: PlacedNode
  readonly to: PlacedNode
}

export interface PlacedBill {
  readonly nodes: readonly PlacedNode[]
  readonly lines: readonly PlacedLine[]
  readonly width: number
  readonly height: number
}

export const NODE_WIDTH = 176
export const NODE_HEIGHT = 44
const GAP_X = 88
const GAP_Y = 16
const MARGIN = 24

/**
 * Layers from left, the item, to right, what is bought: a component stands right of all that it goes into. Within a layer nodes stand by
 * the mean place of those before them, which keeps most lines from crossing.
 */
export function placeBill({ item, nodes, lines }: ProductBill): PlacedBill {
  const layerOf = layersOf(item, lines)
  const parents = Map.groupBy(lines, (one) => one.component)
  const layers = Map.groupBy(nodes, (one) => layerOf.get(one.item) ?? 0)
  const tallest = Math.max(...[...layers.values()].map((one) => one.length))
  const placed = new Map<string, PlacedNode>()
  for (const layer of [...layers.keys()].toSorted((a, b) => a - b)) {
    const own = layers.get(layer)!
    const meanOf = (key: string): number => {
      const before = (parents.get(key) ?? []).flatMap((one) => placed.get(one.parent)?.y ?? [])
      return before.length === 0 ? 0 : before.reduce((a, b) => a + b, 0) / before.length
    }
    const top = MARGIN + ((tallest - own.length) * (NODE_HEIGHT + GAP_Y)) / 2
    const ordered = own.map((one) => ({ one, mean: meanOf(one.item) })).toSorted((a, b) => a.mean - b.mean)
    ordered.forEach(({ one }, i) => {
      const { item: key, name, unit, total, missing } = one
      const isMissing = missing.some((code) => code !== 'unused')
      const x = MARGIN + layer * (NODE_WIDTH + GAP_X)
      placed.set(key, { item: key, name, unit, total, isMissing, x, y: top + i * (NODE_HEIGHT + GAP_Y) })
    })
  }
  return {
    nodes: [...placed.values()],
    lines: lines.map((line) => ({
      id: `${line.key} ${line.parent} ${line.component}`,
      line,
      from: placed.get(line.parent)!,
      to: placed.get(line.component)!,
    })),
    width: 2 * MARGIN + layers.size * (NODE_WIDTH + GAP_X) - GAP_X,
    height: 2 * MARGIN + tallest * (NODE_HEIGHT + GAP_Y) - GAP_Y,
  }
}

/** Longest way from the item; nodes are taken when all their parents are placed, so that each line is looked at once. */
function layersOf(root: string, lines: readonly ProductLine[]): ReadonlyMap<string, number> {
  const below = Map.groupBy(lines, (one) => one.parent)
  const open = new Map<string, number>()
  for (const { component } of lines) open.set(component, (open.get(component) ?? 0) + 1)
  const layerOf = new Map([[root, 0]])
  const ready = [root]
  for (let item = ready.pop(); item !== undefined; item = ready.pop())
    for (const { component } of below.get(item) ?? []) {
      layerOf.set(component, Math.max(layerOf.get(component) ?? 0, layerOf.get(item)! + 1))
      const left = open.get(component)! - 1
      open.set(component, left)
      if (left === 0) ready.push(component)
    }
  return layerOf
}
