import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { scaleUp } from '@headwater/domain/measures/ratio'
import type { BindingConstraint } from '@headwater/domain/plans/delivery-promise'
import { isEffective, perParent } from '../planning/bills.ts'
import { type LotRun, lotRuns } from '../planning/lot-size.ts'
import type { PlannedItem } from '../planning/planned-item.ts'
import type { Goods, HaveGoods } from './goods.ts'
import type { PromiseState } from './promise-state.ts'
import { isCrowded, type OrderWork, runOrder } from './run-order.ts'

export interface NewOrder {
  readonly due: Day
  /** What would keep it from an earlier date. */
  readonly binding: () => BindingConstraint
  /** With its components and its place in the schedule taken. */
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
  const planned = state.desk.context.items.get(item)!
  const lots = lotRuns(lacking, planned)
  if (lots.some((one) => one.good <= 0)) return null
  const components = haveComponents(state, { planned, lots }, have)
  if (components === null) return null
  const work: OrderWork = { planned, lots, release: components.release }
  const run = runOrder(components.state, work)
  if (run === null) return null
  const due = Math.max(run.due, planned.fence === null ? run.due : planned.days.forward(planned.fence, 0))
  return {
    due,
    binding: () => bindingOf(components, work, { due, ran: run.due }),
    state: { ...components.state, runs: run.runs },
  }
}

interface Components {
  readonly release: Day
  /** The component that comes last, if it comes after the first day. */
  readonly last: { readonly item: string; readonly goods: Goods } | null
  readonly state: PromiseState
}

function haveComponents(
  state: PromiseState,
  { planned, lots }: { planned: PlannedItem; lots: readonly LotRun[] },
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

const sortedBills = new WeakMap<PlannedItem, readonly BillLine[]>()

function linesOn(planned: PlannedItem, day: Day): BillLine[] {
  let bill = sortedBills.get(planned)
  if (!bill) {
    bill = planned.bill.toSorted(
      (a, b) => compareKeys(a.component, b.component) || compareKeys(a.line ?? '', b.line ?? ''),
    )
    sortedBills.set(planned, bill)
  }
  return bill.filter((line) => isEffective(line, day))
}

const sameLines = (a: readonly BillLine[], b: readonly BillLine[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i])

function haveLines(
  before: PromiseState,
  { lines, lots }: { lines: readonly BillLine[]; lots: readonly LotRun[] },
  have: HaveGoods,
): Components | null {
  const { start, items } = before.desk.context
  let state = before
  let release = start
  let last: Components['last'] = null
  for (const [item, quantity] of componentNeeds({ lines, lots }, items)) {
    const goods = have(state, item, { quantity, wanted: start })
    if (goods === null) return null
    state = goods.state
    if (goods.date <= release) continue
    release = goods.date
    last = { item, goods }
  }
  return { release, last, state }
}

/** What the orders need of each component, rounded up once per order and line (files.md 3.6). */
function componentNeeds(
  { lines, lots }: { lines: readonly BillLine[]; lots: readonly LotRun[] },
  items: ReadonlyMap<string, PlannedItem>,
): Map<string, Micro> {
  const needs = new Map<string, Micro>()
  for (const line of lines) {
    const { step } = items.get(line.component)!
    const each = (lot: LotRun): Micro => lot.count * scaleUp(lot.startQuantity, perParent(line), step)
    needs.set(
      line.component,
      lots.reduce((sum, lot) => sum + each(lot), needs.get(line.component) ?? 0),
    )
  }
  return needs
}

/** The deepest of what delays: material where the order would be sooner with it, then the fence, capacity, the lead time. */
function bindingOf(
  { last, state }: Components,
  work: OrderWork,
  { due, ran }: { due: Day; ran: Day },
): BindingConstraint {
  const { item } = work.planned.item
  if (due > ran) return { type: 'fence', item, order: null, date: due }
  if (last !== null) {
    const atOnce = runOrder(state, { ...work, release: state.desk.context.start })
    if (atOnce === null || atOnce.due < ran) return materialOf(last)
  }
  return { type: isCrowded(state, work, due) ? 'capacity' : 'lead_time', item, order: null, date: due }
}

function materialOf({ item, goods }: NonNullable<Components['last']>): BindingConstraint {
  const deeper = goods.binding()
  return deeper.type === 'material' ? deeper : { type: 'material', item, order: deeper.order, date: goods.date }
}
