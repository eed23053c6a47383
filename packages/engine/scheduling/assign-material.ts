import type { Dataset } from '@headwater/domain/dataset'
import { goodToCome, orderYield } from '@headwater/domain/items/order-yield'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { PurchaseOrderLine } from '@headwater/domain/orders/purchase-order'
import type { WorkOrder } from '@headwater/domain/orders/work-order'
import type { MaterialPlan, Pegging } from '@headwater/domain/plans/material-plan'
import type { JobDraft } from './read-jobs.ts'

/** What one job waits for: a moment, and the jobs that make its components, by consuming sequence (null: the first). */
export interface MaterialWait {
  readonly sequence: number | null
  readonly at: Instant
  readonly suppliers: readonly string[]
}

interface ComponentWait extends MaterialWait {
  readonly component: string
}

export interface MaterialAssignment {
  readonly waits: ReadonlyMap<string, readonly MaterialWait[]>
  readonly short: ReadonlyMap<string, ShortComponent>
}

/** A component of an order that nothing supplies, or only an order that cannot run. */
export interface ShortComponent {
  readonly component: string
  /** The order that cannot run; null: nothing supplies it. */
  readonly maker: string | null
}

interface Supply {
  /** null: made by the job of that order. */
  readonly at: Instant | null
  readonly order: string | null
  readonly expires: Day
  readonly rank: number
  left: Micro
}

/**
 * Gives stock, receipts and planned orders to the component needs of the jobs by priority, due, id (files.md 4): stock first,
 * then what comes earliest. A need that nothing covers, or only a job that cannot run, makes its job short.
 */
export function assignMaterial(
  dataset: Dataset,
  plan: MaterialPlan,
  { jobs, start, today }: { jobs: readonly JobDraft[]; start: Instant; today: Day },
): MaterialAssignment {
  const runnable = new Set(jobs.filter((job) => job.operations.length > 0).map((job) => job.order))
  const supplies = openSupplies(dataset, plan, { start, today })
  takeSubstitutes(plan, supplies)
  const needs = componentNeeds(dataset, plan)
  const waits = new Map<string, ComponentWait[]>()
  const short = new Map<string, ShortComponent>()
  for (const job of jobs) {
    const list: ComponentWait[] = []
    for (const need of needs.get(job.order) ?? []) {
      const taken = take(supplies.get(need.component) ?? [], need.quantity, need.day)
      const makers = taken.from.flatMap((one) => (one.at === null ? [one.order!] : []))
      const maker = makers.find((one) => !runnable.has(one)) ?? null
      if (taken.left > 0 || maker !== null) short.set(job.order, { component: need.component, maker })
      const at = taken.from.reduce((last, one) => Math.max(last, one.at ?? start), start)
      list.push({ sequence: need.sequence, component: need.component, at, suppliers: makers })
    }
    waits.set(job.order, list)
  }
  return { waits, short: spread(short, waits) }
}

/** Stock, open receipts and planned orders by item, in the order in which they are taken: stock by expiry, then what comes earliest. */
function openSupplies(
  dataset: Dataset,
  plan: MaterialPlan,
  now: { readonly start: Instant; readonly today: Day },
): Map<string, Supply[]> {
  const byItem = new Map<string, Supply[]>()
  const supplies = [...stockSupplies(dataset, now.start), ...orderSupplies(dataset, plan, now)]
  for (const { item, supply } of supplies) {
    const list = byItem.get(item)
    if (list) list.push(supply)
    else byItem.set(item, [supply])
  }
  for (const list of byItem.values()) list.sort((a, b) => a.rank - b.rank || compareKeys(a.order ?? '', b.order ?? ''))
  return byItem
}

interface ItemSupply {
  readonly item: string
  readonly supply: Supply
}

const stockSupplies = ({ stock }: Dataset, start: Instant): ItemSupply[] =>
  stock
    .filter((lot) => lot.status === 'available')
    .map((lot) => {
      const expires = lot.expires ?? LAST_DAY
      return {
        item: lot.item,
        supply: { at: start, order: null, expires, rank: expires - LAST_DAY, left: lot.quantity },
      }
    })

function orderSupplies(
  dataset: Dataset,
  { plannedOrders }: MaterialPlan,
  now: { readonly start: Instant; readonly today: Day },
): ItemSupply[] {
  const zone = dataset.parameters.timeZone
  const arrival = (day: Day): Instant => (day <= now.today ? now.start : localToInstant(day, 0, zone))
  const supply = (one: Pick<Supply, 'at' | 'order' | 'rank' | 'left'>): Supply => ({ ...one, expires: LAST_DAY })
  const good = goodOf(dataset)
  return [
    ...dataset.purchaseOrders
      .filter((one) => isOpen(one.status))
      .map((one) => ({
        item: one.item,
        supply: supply({
          at: arrival(one.dueDate),
          order: one.order,
          rank: one.dueDate,
          left: good(one),
        }),
      })),
    // Made by its job, whenever that ends.
    ...dataset.workOrders
      .filter((one) => isOpen(one.status))
      .map((one) => ({
        item: one.item,
        supply: supply({ at: null, order: one.order, rank: one.dueDate, left: good(one) }),
      })),
    ...plannedOrders.map((one) => ({
      item: one.item,
      supply: supply({
        at: one.type === 'make' ? null : arrival(one.dueDate),
        order: one.plannedOrder,
        rank: one.dueDate,
        left: one.quantity,
      }),
    })),
  ]
}

/** What an open order still brings, by the rule by which the plan counts it: otherwise one would have material that the other lacks. */
function goodOf({ items, operations }: Dataset): (order: PurchaseOrderLine | WorkOrder) => Micro {
  const routings = groupBy(operations, (one) => one.item)
  const yields = new Map(
    items.map((item) => {
      const routing = item.supply === 'make' ? (routings.get(item.item) ?? []) : []
      return [item.item, { yield: orderYield(item, routing), step: stepOf(item.decimals) }]
    }),
  )
  return (order) => goodToCome(order, yields.get(order.item)!)
}

/** Above every date. */
const LAST_DAY: Day = 10_000_000

interface ComponentNeed {
  readonly component: string
  readonly day: Day
  /** Operation that consumes it; null: the first. */
  readonly sequence: number | null
  quantity: Micro
}

/** Of open and planned orders, by order, as the plan pegged them; what substitutes serve is not among them. */
function componentNeeds(dataset: Dataset, plan: MaterialPlan): Map<string, ComponentNeed[]> {
  const itemOf = new Map([
    ...dataset.workOrders.map((one) => [one.order, one.item] as const),
    ...plan.plannedOrders.map((one) => [one.plannedOrder, one.item] as const),
  ])
  const lines = groupBy(dataset.bills, (one) => `${one.parent}|${one.component}`)
  const sequenceOf = (parent: string, component: string, day: Day): number | null => {
    const effective = (lines.get(`${parent}|${component}`) ?? []).filter(
      ({ validFrom, validTo }) => (validFrom ?? day) <= day && day <= (validTo ?? day),
    )
    // Several lines of one component: the earliest operation that takes it.
    return effective.length === 0 || effective.some((one) => one.sequence === null)
      ? null
      : effective.reduce((least, one) => Math.min(least, one.sequence!), Number.POSITIVE_INFINITY)
  }
  const needs = new Map<string, ComponentNeed[]>()
  for (const one of plan.pegging) {
    if (!isComponentNeed(one) || one.supplyItem !== one.item) continue
    const list = needs.get(one.demand) ?? []
    const known = list.find((need) => need.component === one.item)
    if (known) known.quantity += one.quantity
    else
      list.push({
        component: one.item,
        day: one.needDate,
        sequence: sequenceOf(itemOf.get(one.demand)!, one.item, one.needDate),
        quantity: one.quantity,
      })
    needs.set(one.demand, list)
  }
  return needs
}

const isComponentNeed = ({ demandType }: Pegging): boolean =>
  demandType === 'planned_order' || demandType === 'work_order'

/** What the plan serves from substitutes leaves their stock first. */
function takeSubstitutes(plan: MaterialPlan, supplies: ReadonlyMap<string, readonly Supply[]>): void {
  for (const one of plan.pegging)
    if (one.supplyItem !== one.item) take(supplies.get(one.supplyItem) ?? [], one.quantity, one.needDate)
}

function take(supplies: readonly Supply[], quantity: Micro, day: Day): { left: Micro; from: Supply[] } {
  const from: Supply[] = []
  let left = quantity
  for (const supply of supplies) {
    if (left <= 0) break
    if (supply.left <= 0 || supply.expires < day) continue
    const share = Math.min(left, supply.left)
    supply.left -= share
    left -= share
    from.push(supply)
  }
  return { left, from }
}

/** A job that waits for a short job is short as well. */
function spread(
  short: Map<string, ShortComponent>,
  waits: ReadonlyMap<string, readonly ComponentWait[]>,
): ReadonlyMap<string, ShortComponent> {
  const consumers = new Map<string, { order: string; component: string }[]>()
  for (const [order, list] of waits)
    for (const { component, suppliers } of list)
      for (const supplier of suppliers) {
        const known = consumers.get(supplier)
        if (known) known.push({ order, component })
        else consumers.set(supplier, [{ order, component }])
      }
  const queue = [...short.keys()]
  for (let maker = queue.pop(); maker !== undefined; maker = queue.pop())
    for (const { order, component } of consumers.get(maker) ?? [])
      if (!short.has(order)) {
        short.set(order, { component, maker })
        queue.push(order)
      }
  return short
}
