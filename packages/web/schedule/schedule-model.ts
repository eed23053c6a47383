import type { MovePreview, ScheduleOrder, ScheduleView } from '../../../schemas/rest/scheduling.ts'

type Served = ScheduleOrder['serves'][number]

/** The schedule in flat arrays, by operation; times in seconds since 1970. */
export interface ScheduleModel {
  readonly view: ScheduleView
  readonly count: number
  readonly order: Int32Array
  readonly unit: Int32Array
  readonly setupStart: Float64Array
  readonly begin: Float64Array
  readonly end: Float64Array
  readonly arrival: Float64Array
  readonly slack: Float64Array
  readonly held: Uint8Array
  /** Order id → its place. */
  readonly places: ReadonlyMap<string, number>
  /** Seconds of end by order: that of its last operation. */
  readonly orderEnd: Float64Array
}

export function readModel(view: ScheduleView): ScheduleModel {
  const { operations, start, orders } = view
  const moments = (column: readonly number[]): Float64Array => Float64Array.from(column, (one) => one + start)
  return {
    view,
    count: operations.order.length,
    order: Int32Array.from(operations.order),
    unit: Int32Array.from(operations.unit),
    setupStart: moments(operations.setupStart),
    begin: moments(operations.begin),
    end: moments(operations.end),
    arrival: Float64Array.from(operations.arrival, (one) => (one === 0 ? 0 : one + start)),
    slack: Float64Array.from(operations.slack),
    held: Uint8Array.from(operations.held),
    places: new Map(orders.map((one, i) => [one.order, i])),
    orderEnd: Float64Array.from(orders, (one) => one.end),
  }
}

/** The schedule as it would be after a move. */
export function withShifts(model: ScheduleModel, { shifted }: Pick<MovePreview, 'shifted'>): ScheduleModel {
  const units = new Map(model.view.units.map((one, i) => [one.workUnit, i]))
  const next = {
    ...model,
    unit: model.unit.slice(),
    setupStart: model.setupStart.slice(),
    begin: model.begin.slice(),
    end: model.end.slice(),
    orderEnd: model.orderEnd.slice(),
  }
  for (const one of shifted) {
    const o = findOperation(model, one.order, one.sequence)
    if (o < 0) continue
    next.unit[o] = units.get(one.workUnit) ?? next.unit[o]!
    next.setupStart[o] = one.setupStart
    next.begin[o] = one.begin
    next.end[o] = one.end
    if (isLast(model, o)) next.orderEnd[model.order[o]!] = one.end
  }
  return next
}

export const orderOf = (model: ScheduleModel, operation: number): ScheduleOrder =>
  model.view.orders[model.order[operation]!]!

export const isLast = (model: ScheduleModel, operation: number): boolean => {
  const { first, operations } = orderOf(model, operation)
  return operation === first + operations - 1
}

/** −1: no such operation. */
export function findOperation(model: ScheduleModel, order: string, sequence: number): number {
  const place = model.places.get(order)
  if (place === undefined) return -1
  const { first, operations } = model.view.orders[place]!
  for (let o = first; o < first + operations; o++) if (model.view.operations.sequence[o] === sequence) return o
  return -1
}

export type BarStatus = 'late' | 'soon' | 'none'
/** Ends within so many seconds of its due moment: soon late. */
const SOON = 2 * 86_400

export function statusOfOrder(model: ScheduleModel, place: number): BarStatus {
  const spare = model.view.orders[place]!.due - model.orderEnd[place]!
  if (spare < 0) return 'late'
  return spare < SOON ? 'soon' : 'none'
}

/** The sales line that a question "why late?" is about: the latest that waits for the order. */
export const servedBy = (order: ScheduleOrder): Served | undefined =>
  order.serves.find((one) => one.status === 'late') ?? order.serves[0]
