import type { Density } from '../look/density.ts'
import { orderOf, type ScheduleModel, statusOfOrder } from './schedule-model.ts'
import type { Grouping } from './schedule-search.ts'

/** Height of a row in pixels: a name above its note. */
const ROW: Readonly<Record<Density, number>> = { compact: 34, regular: 40, touch: 52 }
const GROUP = 24
/** Bars beside each other in one row; what is beyond is drawn on the last. */
const MOST_LANES = 5

/** Rows from top to bottom, and the bars of each from left to right. */
export interface TimelineRows {
  readonly by: Grouping
  readonly count: number
  readonly top: Float64Array
  readonly height: Float64Array
  readonly isGroup: Uint8Array
  /** Group: its words. Row: its first words, and the second, lighter ones. */
  readonly label: readonly string[]
  readonly note: readonly string[]
  /** Unit, order or material of the row; of a group −1. */
  readonly subject: Int32Array
  /** Bars of row r: bars[from[r]] … bars[from[r + 1] − 1], by start. */
  readonly from: Int32Array
  readonly bars: Int32Array
  readonly lane: Uint8Array
  readonly lanes: Uint8Array
  /** Row of each operation; the last one where it stands in several. */
  readonly rowOf: Int32Array
  readonly total: number
}

interface RowDraft {
  readonly isGroup?: boolean
  readonly label: string
  readonly note?: string
  readonly subject: number
  readonly bars: readonly number[]
}

export function makeRows(model: ScheduleModel, by: Grouping, density: Density): TimelineRows {
  const drafts = by === 'unit' ? unitRows(model) : by === 'order' ? orderRows(model) : materialRows(model)
  return layOut(model, drafts, { by, height: ROW[density] })
}

function unitRows(model: ScheduleModel): RowDraft[] {
  const { centers, units } = model.view
  const byUnit: number[][] = units.map(() => [])
  for (let o = 0; o < model.count; o++) byUnit[model.unit[o]!]!.push(o)
  return centers.flatMap(({ name }, c) => [
    { isGroup: true, label: name, subject: -1, bars: [] },
    ...units.flatMap(({ workUnit, center }, u) =>
      center === c ? [{ label: workUnit, subject: u, bars: byUnit[u]! }] : [],
    ),
  ])
}

const RANK = { late: 0, soon: 1, none: 2 } as const

/** The late ones first, each kind by due moment. */
function orderRows(model: ScheduleModel): RowDraft[] {
  const { orders, items } = model.view
  const places = orders.map((_, i) => i)
  const rank = places.map((i) => RANK[statusOfOrder(model, i)])
  places.sort((a, b) => rank[a]! - rank[b]! || orders[a]!.due - orders[b]!.due)
  return places.map((i) => {
    const { order, item, first, operations } = orders[i]!
    return {
      label: order,
      note: items[item]!.name,
      subject: i,
      bars: Array.from({ length: operations }, (_, k) => first + k),
    }
  })
}

function materialRows(model: ScheduleModel): RowDraft[] {
  return model.view.materials.map(({ item, name, uses }, i) => ({
    label: item,
    note: name,
    subject: i,
    bars: [...new Set(uses)],
  }))
}

function layOut(
  model: ScheduleModel,
  drafts: readonly RowDraft[],
  { by, height }: { readonly by: Grouping; readonly height: number },
): TimelineRows {
  const count = drafts.length
  const bars = new Int32Array(drafts.reduce((sum, one) => sum + one.bars.length, 0))
  const rows = {
    top: new Float64Array(count),
    height: new Float64Array(count),
    isGroup: new Uint8Array(count),
    subject: new Int32Array(count),
    from: new Int32Array(count + 1),
    lane: new Uint8Array(bars.length),
    lanes: new Uint8Array(count).fill(1),
    rowOf: new Int32Array(model.count).fill(-1),
  }
  let [top, filled] = [0, 0]
  for (const [r, draft] of drafts.entries()) {
    rows.top[r] = top
    rows.height[r] = draft.isGroup ? GROUP : height
    top += rows.height[r]!
    rows.isGroup[r] = draft.isGroup ? 1 : 0
    rows.subject[r] = draft.subject
    rows.from[r] = filled
    const sorted = draft.bars.toSorted((a, b) => model.begin[a]! - model.begin[b]! || a - b)
    for (const [i, o] of sorted.entries()) {
      bars[filled + i] = o
      rows.rowOf[o] = r
    }
    if (by !== 'unit') rows.lanes[r] = giveLanes(model, sorted, rows.lane.subarray(filled, filled + sorted.length))
    filled += sorted.length
  }
  rows.from[count] = filled
  return {
    by,
    count,
    bars,
    ...rows,
    label: drafts.map((one) => one.label),
    note: drafts.map((one) => one.note ?? ''),
    total: top,
  }
}

/** Bars that overlap stand below each other; answers how many lanes there are. */
function giveLanes(model: ScheduleModel, sorted: readonly number[], lane: Uint8Array): number {
  const ends: number[] = []
  for (const [i, o] of sorted.entries()) {
    let at = ends.findIndex((end) => end <= model.begin[o]!)
    if (at < 0) at = ends.length < MOST_LANES ? ends.length : MOST_LANES - 1
    lane[i] = at
    ends[at] = Math.max(ends[at] ?? 0, model.end[o]!)
  }
  return Math.max(1, ends.length)
}

/** The first row whose bottom is below a height. */
export function rowAt(rows: TimelineRows, y: number): number {
  let [low, high] = [0, rows.count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows.top[middle]! + rows.height[middle]! <= y) low = middle + 1
    else high = middle
  }
  return low
}

/** What a bar is called: order, or its style, item and quantity. */
export const barWords = (model: ScheduleModel, o: number) => {
  const { order, item, quantity } = orderOf(model, o)
  const { name, style } = model.view.items[item]!
  return { order, style, name, quantity }
}
