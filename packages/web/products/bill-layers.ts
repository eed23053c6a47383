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
  /** SVG path from the right of the parent to the left of the component. */
  readonly path: string
  /** Where its quantity stands; null: too many lines end here. */
  readonly label: { readonly x: number; readonly y: number } | null
}

export interface PlacedBill {
  readonly nodes: readonly PlacedNode[]
  readonly lines: readonly PlacedLine[]
}

export const NODE_WIDTH = 176
export const NODE_HEIGHT = 44
const GAP_X = 88
const GAP_Y = 16
const MARGIN = 24
/** Of a line that passes a layer between the nodes. */
const LANE_HEIGHT = 10
/** Longer bills are drawn with lines behind nodes. */
const MOST_LANES = 3_000
const MOST_LABELS = 3

/** A place in a layer: a node, or a lane on which a line passes. */
interface Slot {
  readonly key: string
  readonly height: number
  /** Slots in the layer before that lead here. */
  readonly before: readonly string[]
}

const laneOf = (line: ProductLine, layer: number): string => `${layer}\n${line.key}\n${line.parent}\n${line.component}`
const layerX = (layer: number): number => MARGIN + layer * (NODE_WIDTH + GAP_X)

/**
 * Layers from left, the item, to right, what is bought: a component stands right of all that it goes into. Lines that pass a layer get
 * lanes of their own in it. Within a layer everything stands by the mean place of what leads to it, which keeps most lines from crossing
 * (Sugiyama's method, one pass).
 */
export function placeBill({ item, nodes, lines }: ProductBill): PlacedBill {
  const layerOf = layersOf(item, lines)
  const lengthOf = (one: ProductLine): number => layerOf.get(one.component)! - layerOf.get(one.parent)!
  const hasLanes = lines.reduce((sum, one) => sum + lengthOf(one) - 1, 0) <= MOST_LANES
  const stepsOf = (one: ProductLine): readonly number[] =>
    hasLanes ? Array.from({ length: lengthOf(one) - 1 }, (_, i) => layerOf.get(one.parent)! + 1 + i) : []
  const lastOf = (one: ProductLine): string => {
    const last = stepsOf(one).at(-1)
    return last === undefined ? one.parent : laneOf(one, last)
  }
  const incoming = Map.groupBy(lines, (one) => one.component)
  const layers: Slot[][] = []
  const put = (layer: number, slot: Slot): void => {
    layers[layer] ??= []
    layers[layer].push(slot)
  }
  for (const { item: key } of nodes)
    put(layerOf.get(key) ?? 0, { key, height: NODE_HEIGHT, before: (incoming.get(key) ?? []).map(lastOf) })
  for (const line of lines)
    for (const [i, layer] of stepsOf(line).entries())
      put(layer, {
        key: laneOf(line, layer),
        height: LANE_HEIGHT,
        before: [i === 0 ? line.parent : laneOf(line, layer - 1)],
      })
  const middles = middlesOf(layers)
  const entries = entriesOf(incoming, middles, lastOf)
  return {
    nodes: nodes.map(({ missing, ...one }) => ({
      item: one.item,
      name: one.name,
      unit: one.unit,
      total: one.total,
      isMissing: missing.some((code) => code !== 'unused'),
      x: layerX(layerOf.get(one.item) ?? 0),
      y: middles.get(one.item)! - NODE_HEIGHT / 2,
    })),
    lines: lines.map((line) => {
      const x = layerX(layerOf.get(line.component)!)
      const y = entries.get(line)!
      const lanes = stepsOf(line).map((layer) => ({ x: layerX(layer), y: middles.get(laneOf(line, layer))! }))
      const from = { x: layerX(layerOf.get(line.parent)!) + NODE_WIDTH, y: middles.get(line.parent)! }
      const isSaid = incoming.get(line.component)!.length <= MOST_LABELS
      return {
        id: laneOf(line, 0),
        line,
        path: pathOf(from, lanes, { x, y }),
        label: isSaid ? { x: x - 6, y: y - 4 } : null,
      }
    }),
  }
}

/** Middle of each slot, by its key; layers stand around one axis. */
function middlesOf(layers: readonly (readonly Slot[])[]): ReadonlyMap<string, number> {
  const middles = new Map<string, number>()
  const heightOf = (layer: readonly Slot[]): number => layer.reduce((sum, one) => sum + one.height + GAP_Y, -GAP_Y)
  const tallest = Math.max(...layers.map(heightOf))
  for (const layer of layers) {
    const meanOf = ({ before }: Slot): number =>
      before.reduce((sum, one) => sum + (middles.get(one) ?? 0), 0) / Math.max(1, before.length)
    const ordered = layer.map((slot) => ({ slot, mean: meanOf(slot) })).toSorted((a, b) => a.mean - b.mean)
    let y = MARGIN + (tallest - heightOf(layer)) / 2
    for (const { slot } of ordered) {
      middles.set(slot.key, y + slot.height / 2)
      y += slot.height + GAP_Y
    }
  }
  return middles
}

/** Where each line enters its component: one below the other, in the order in which they come. */
function entriesOf(
  incoming: ReadonlyMap<string, readonly ProductLine[]>,
  middles: ReadonlyMap<string, number>,
  lastOf: (line: ProductLine) => string,
): ReadonlyMap<ProductLine, number> {
  const entries = new Map<ProductLine, number>()
  for (const [component, lines] of incoming) {
    const ordered = lines.toSorted((a, b) => middles.get(lastOf(a))! - middles.get(lastOf(b))!)
    const top = middles.get(component)! - NODE_HEIGHT / 2
    for (const [i, line] of ordered.entries()) entries.set(line, top + ((i + 1) * NODE_HEIGHT) / (ordered.length + 1))
  }
  return entries
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Curves from layer to layer, straight along the lanes. */
function pathOf(from: Point, lanes: readonly Point[], to: Point): string {
  let path = `M${from.x} ${from.y}`
  let at = from
  for (const next of [...lanes, to]) {
    const middle = (at.x + next.x) / 2
    path += `C${middle} ${at.y} ${middle} ${next.y} ${next.x} ${next.y}`
    at = next === to ? next : { x: next.x + NODE_WIDTH, y: next.y }
    if (next !== to) path += `H${at.x}`
  }
  return path
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
