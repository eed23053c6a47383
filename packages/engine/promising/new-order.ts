import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { scaleUp } from '@headwater/domain/measures/ratio'
import type { BindingConstraint } from '@headwater/domain/plans/delivery-promise'
import { isEffective, perParent } from '../planning/explode.ts'
import { type Lot, lotSize } from '../planning/lot-size.ts'
import type { PlannedItem } from '../planning/planned-item.ts'
import type { HaveGoods } from './goods.ts'
import { type PromiseState, withSupply } from './promise-state.ts'
import { runOrder } from './run-order.ts'

export interface NewOrder {
  readonly due: Day
  /** What would keep it from an earlier date. */
  readonly binding: BindingConstraint
  /** With the order, its components and its place in the schedule taken. */
  readonly state: PromiseState
}

/** Lines that come into effect move the release, which may bring others into effect; so often at most. */
const MOST_RELEASES = 4

/**
 * One new order for so much, lot-sized and released when the last of its components can be had. Due after the lead time or, with
 * operations, on the day its last run ends on finite capacity; never before the planning fence. null: impossible.
 */
export function newOrder(
  state: PromiseState,
  { item, lacking }: { item: string; lacking: Micro },
  have: HaveGoods,
): NewOrder | null {
  const { context } = state.desk
  const planned = context.items.get(item)!
  const lots = lotSize(lacking, planned)
  const good = lots.reduce((sum, one) => sum + one.good, 0)
  if (good < lacking) return null
  const components = haveComponents(state, { planned, lots }, have)
  if (components === null) return null
  const release = components.release
  const run = runOrder(components.state, planned, { lots, release })
  if (run === null) return null
  const due = Math.max(run.due, planned.fence === null ? run.due : planned.days.forward(planned.fence, 0))
  return {
    due,
    binding: bindingOf(components, planned, { due, run, lots }),
    state: withSupply(run.state, item, { type: 'new_order', order: item, date: due, quantity: good }),
  }
}

interface Components {
  readonly release: Day
  /** The component that comes last, if it comes after the first day. */
  readonly last: BindingConstraint | null
  readonly state: PromiseState
}

function haveComponents(
  state: PromiseState,
  { planned, lots }: { planned: PlannedItem; lots: readonly Lot[] },
  have: HaveGoods,
): Components | null {
  const { start } = state.desk.context
  let effective = start
  for (let i = 0; ; i++) {
    const lines = linesOn(planned, effective)
    const had = haveLines(state, { lines, lots }, have)
    if (had === null) return null
    const release = planned.days.forward(had.release, 0)
    if (i === MOST_RELEASES || sameLines(lines, linesOn(planned, release))) return { ...had, release }
    effective = release
  }
}

const linesOn = (planned: PlannedItem, day: Day): BillLine[] =>
  planned.bill
    .filter((line) => isEffective(line, day))
    .sort((a, b) => compareKeys(a.component, b.component) || compareKeys(a.line ?? '', b.line ?? ''))

const sameLines = (a: readonly BillLine[], b: readonly BillLine[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i])

function haveLines(
  before: PromiseState,
  { lines, lots }: { lines: readonly BillLine[]; lots: readonly Lot[] },
  have: HaveGoods,
): Components | null {
  const { start, items } = before.desk.context
  let state = before
  let release = start
  let last: BindingConstraint | null = null
  for (const [component, quantity] of componentNeeds({ lines, lots }, items)) {
    const goods = have(state, component, { quantity, wanted: start })
    if (goods === null) return null
    state = goods.state
    if (goods.date <= release) continue
    release = goods.date
    last =
      goods.binding.type === 'material'
        ? goods.binding
        : { type: 'material', item: component, order: goods.binding.order, date: goods.date }
  }
  return { release, last, state }
}

/** What the orders need of each component, rounded up once per order and line (files.md 3.6). */
function componentNeeds(
  { lines, lots }: { lines: readonly BillLine[]; lots: readonly Lot[] },
  items: ReadonlyMap<string, PlannedItem>,
): Map<string, Micro> {
  const needs = new Map<string, Micro>()
  for (const line of lines) {
    const { step } = items.get(line.component)!
    const quantity = lots.reduce((sum, one) => sum + scaleUp(one.startQuantity, perParent(line), step), 0)
    needs.set(line.component, (needs.get(line.component) ?? 0) + quantity)
  }
  return needs
}

/** The deepest of what delays: material where the order would be sooner with it, then the fence, capacity, the lead time. */
function bindingOf(
  { last, state }: Components,
  planned: PlannedItem,
  { due, run, lots }: { due: Day; run: { due: Day; isCrowded: boolean }; lots: readonly Lot[] },
): BindingConstraint {
  const { item } = planned.item
  if (due > run.due) return { type: 'fence', item, order: null, date: due }
  if (last !== null) {
    const atOnce = runOrder(state, planned, { lots, release: state.desk.context.start })
    if (atOnce === null || atOnce.due < run.due) return last
  }
  return { type: run.isCrowded ? 'capacity' : 'lead_time', item, order: null, date: due }
}
