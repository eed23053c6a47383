import type { BarClasses } from './bar-classes.ts'
import type { Ink } from './canvas-ink.ts'
import type { ScheduleModel } from './schedule-model.ts'
import { axisEnd, placeOf, type TimeAxis } from './time-axis.ts'
import { rowAt, type TimelineRows } from './timeline-rows.ts'

/** Pixels of the parts that do not scroll. */
export const NAMES = 168
export const AXIS = 44
export const LOAD_ROW = 46

/** Where each operation stands along the axis, in widths of an open day. */
export interface Places {
  readonly setup: Float64Array
  readonly begin: Float64Array
  readonly end: Float64Array
}

/** An operation on its way to another place. */
export interface Carried {
  readonly operation: number
  readonly unit: number
  /** Place of the start of its run. */
  readonly at: number
  readonly isAllowed: boolean
}

/** Words that the drawing says, in the reader's language. */
export interface SceneWords {
  readonly names: string
  readonly frozen: string
  readonly load: string
  readonly week: (isoMonday: string) => string
  readonly day: (iso: string, isWide: boolean) => string
  readonly date: (iso: string) => string
  readonly due: (iso: string) => string
}

/** Everything that one picture of the timeline is drawn from. */
export interface Scene {
  readonly model: ScheduleModel
  /** As it stands, while a move is shown; else the same as `model`. */
  readonly before: ScheduleModel
  readonly axis: TimeAxis
  readonly rows: TimelineRows
  readonly places: Places
  readonly beforePlaces: Places
  readonly classes: BarClasses
  readonly words: SceneWords
  readonly ink: Ink
  readonly width: number
  readonly height: number
  /** Pixels of an open day. */
  readonly dayWidth: number
  readonly scrollX: number
  readonly scrollY: number
  /** Place of the selected order and its operation that has the focus; −1: none. */
  readonly order: number
  readonly operation: number
  readonly hovered: number
  readonly carried: Carried | null
  readonly hasFocus: boolean
}

export function placesOf(model: ScheduleModel, axis: TimeAxis): Places {
  const along = (moments: Float64Array): Float64Array => moments.map((t) => placeOf(axis, t))
  return { setup: along(model.setupStart), begin: along(model.begin), end: along(model.end) }
}

/** Work centers whose load is shown below the rows: the fullest ones. */
export function loadCenters({ rows, model }: Pick<Scene, 'rows' | 'model'>): readonly number[] {
  if (rows.by !== 'unit') return []
  const { centers, units, busy, open } = model.view
  const share = centers.map((_, c) => {
    let [work, time] = [0, 1]
    for (const [u, unit] of units.entries())
      if (unit.center === c) {
        for (const minutes of busy[u]!.slice(0, 21)) work += minutes
        for (const minutes of open[u]!.slice(0, 21)) time += minutes
      }
    return work / time
  })
  const fullest = share.map((_, c) => c).sort((a, b) => share[b]! - share[a]!)
  return fullest.slice(0, 3).sort((a, b) => a - b)
}

export const loadHeight = (scene: Pick<Scene, 'rows' | 'model'>): number => loadCenters(scene).length * LOAD_ROW

export const xOf = ({ dayWidth, scrollX }: Pick<Scene, 'dayWidth' | 'scrollX'>, place: number): number =>
  NAMES + place * dayWidth - scrollX

export const placeAt = ({ dayWidth, scrollX }: Pick<Scene, 'dayWidth' | 'scrollX'>, x: number): number =>
  (x - NAMES + scrollX) / dayWidth

/** Where the rows end and the load begins. */
export const bodyBottom = (scene: Scene): number => scene.height - loadHeight(scene)

export interface Bounds {
  readonly x: number
  readonly y: number
}

/** The furthest the picture scrolls. */
export const farthest = (scene: Scene): Bounds => ({
  x: Math.max(0, axisEnd(scene.axis) * scene.dayWidth - (scene.width - NAMES)),
  y: Math.max(0, scene.rows.total - (bodyBottom(scene) - AXIS)),
})

/** First and one behind the last row in view. */
export function rowsInView(scene: Scene): readonly [number, number] {
  const first = rowAt(scene.rows, scene.scrollY)
  let last = first
  const bottom = scene.scrollY + bodyBottom(scene) - AXIS
  while (last < scene.rows.count && scene.rows.top[last]! < bottom) last++
  return [first, last]
}

/** Top and height of a bar within the picture. */
export function barBox({ rows, scrollY }: Scene, row: number, index: number): { y: number; height: number } {
  const lanes = rows.lanes[row]!
  const top = AXIS + rows.top[row]! - scrollY
  if (lanes === 1) return { y: top + 7, height: rows.height[row]! - 14 }
  const height = (rows.height[row]! - 6) / lanes
  return { y: top + 3 + rows.lane[index]! * height, height: height - 1 }
}

/** The first bar of a row that may reach beyond a place: bars of a unit do not overlap, those of other rows are few. */
export function firstBar({ rows, places }: Scene, row: number, place: number): number {
  const [from, to] = [rows.from[row]!, rows.from[row + 1]!]
  if (rows.by !== 'unit') return from
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places.end[rows.bars[middle]!]! < place) low = middle + 1
    else high = middle
  }
  return low
}

/** The operation under a point; −1: none. */
export function operationAt(scene: Scene, { x, y }: Bounds): number {
  if (x < NAMES || y < AXIS || y > bodyBottom(scene)) return -1
  const row = rowAt(scene.rows, scene.scrollY + y - AXIS)
  if (row >= scene.rows.count || scene.rows.isGroup[row] === 1) return -1
  const { bars, from } = scene.rows
  for (let i = from[row + 1]! - 1; i >= from[row]!; i--) {
    const o = bars[i]!
    const left = xOf(scene, scene.places.begin[o]!)
    const right = Math.max(xOf(scene, scene.places.end[o]!), left + 3)
    const box = barBox(scene, row, i)
    if (x >= left - 1 && x <= right && y >= box.y - 1 && y <= box.y + box.height) return o
  }
  return -1
}
