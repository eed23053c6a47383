export const GROUPINGS = ['unit', 'order', 'material'] as const
export type Grouping = (typeof GROUPINGS)[number]
export const ZOOMS = ['day', 'weeks', 'quarter'] as const
export type Zoom = (typeof ZOOMS)[number]
export const COLOURINGS = ['delay', 'feasible', 'critical', 'priority', 'stock', 'category'] as const
export type Colouring = (typeof COLOURINGS)[number]

/** What of the page the address holds. */
export interface ScheduleSearch {
  readonly by?: Grouping
  readonly zoom?: Zoom
  readonly colour?: Colouring
  /** Left edge, `YYYY-MM-DD`; without it this week. */
  readonly at?: string
  /** Selected order, and the operation of it. */
  readonly order?: string
  readonly op?: number
  /** The table twin instead of the drawing. */
  readonly view?: 'table'
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === value)

export function readScheduleSearch(search: Record<string, unknown>): ScheduleSearch {
  const by = oneOf(GROUPINGS, search.by)
  const zoom = oneOf(ZOOMS, search.zoom)
  const colour = oneOf(COLOURINGS, search.colour)
  const { at, order, op, view } = search
  return {
    ...(by ? { by } : {}),
    ...(zoom ? { zoom } : {}),
    ...(colour ? { colour } : {}),
    ...(typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? { at } : {}),
    ...(typeof order === 'string' || typeof order === 'number' ? { order: String(order) } : {}),
    ...(typeof op === 'number' ? { op } : {}),
    ...(view === 'table' ? { view } : {}),
  }
}
