import type { Day } from '@headwater/domain/measures/day'
import { ceilTo, floorTo, type Micro } from '@headwater/domain/measures/quantity'
import { haveGoods } from './have-goods.ts'
import type { PromiseDesk } from './promise-desk.ts'
import type { PromiseRequest } from './promise-order.ts'
import { availableOf, openState, type PromiseState, withSupply } from './promise-state.ts'

/** One thing that would make a promise earlier, with the date or quantity it would bring. */
export interface PromiseLever {
  /** part: so much can leave on the wanted day. material: the date with that component here. capacity: with units free. */
  readonly type: 'part' | 'material' | 'capacity'
  readonly item: string | null
  readonly quantity: Micro
  readonly date: Day
}

/** Components that are tried at most, one after the other: with one here, another one binds. */
const MOST_COMPONENTS = 3

/** What would make a promise earlier, each recomputed, nothing guessed; empty when it is on time. */
export function promiseLevers(desk: PromiseDesk, { item, quantity, wanted }: PromiseRequest): PromiseLever[] {
  const from = Math.max(wanted, desk.context.today)
  const state = openState(desk)
  const goods = haveGoods(state, item, { quantity, wanted: from })
  if (goods !== null && goods.date === from) return []
  const levers: PromiseLever[] = []
  const part = largestPart(state, item, { quantity, wanted: from })
  if (part > 0) levers.push({ type: 'part', item, quantity: part, date: from })
  let trial = state
  let late = goods
  const binding = goods?.binding()
  let material = binding
  for (let i = 0; i < MOST_COMPONENTS && material?.type === 'material'; i++) {
    const component = material.item!
    trial = withSupply(trial, component, {
      type: 'stock',
      order: component,
      date: desk.context.today,
      quantity: PLENTY,
      expires: null,
    })
    const sooner = haveGoods(trial, item, { quantity, wanted: from })
    if (sooner === null || sooner.date >= late!.date) break
    levers.push({ type: 'material', item: component, quantity, date: sooner.date })
    late = sooner
    material = sooner.binding()
  }
  if (goods && binding?.type === 'capacity') {
    const free = haveGoods({ ...state, runs: desk.empty }, item, { quantity, wanted: from })
    if (free !== null && free.date < goods.date) levers.push({ type: 'capacity', item, quantity, date: free.date })
  }
  return levers
}

/** More than any order needs. */
const PLENTY: Micro = 1e15

/** The most that can leave on the wanted day: what is available, or more with a new order, found by halving: a larger part never leaves sooner. */
function largestPart(state: PromiseState, item: string, { quantity, wanted }: { quantity: Micro; wanted: Day }): Micro {
  const { step } = state.desk.context.items.get(item)!
  const isInTime = (part: Micro): boolean => haveGoods(state, item, { quantity: part, wanted })?.date === wanted
  let low = floorTo(availableOf(state, item).on(wanted), step)
  let high = ceilTo(quantity, step)
  if (low + step >= high || !isInTime(low + step)) return low
  low += step
  while (high - low > step) {
    const middle = floorTo((low + high) / 2, step)
    if (isInTime(middle)) low = middle
    else high = middle
  }
  return low
}
