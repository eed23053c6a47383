import type { Day } from '@headwater/domain/measures/day'
import { groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { Pegging, ReceiptType, UnpeggedSupply } from '@headwater/domain/plans/material-plan'
import { byPriority, type Need } from './need.ts'
import { safetyStockNeed } from './net-requirements.ts'
import type { ItemPlan, SubstituteUse } from './item-plan.ts'
import type { NettedOrder } from './net-requirements.ts'
import type { PlanContext } from './planned-item.ts'
import { type PeggedSupply, SupplyQueue } from './supply-queue.ts'
import { type Lot, NEVER } from './supplies.ts'

export interface PeggedPlan {
  readonly pegging: readonly Pegging[]
  readonly unpegged: readonly UnpeggedSupply[]
  /** `order|line` of a sales line → the latest availability pegged to it. */
  readonly expected: ReadonlyMap<string, Day>
  /** Needs that no supply is left for. */
  readonly short: readonly ShortNeed[]
}

export interface ShortNeed {
  readonly order: string
  readonly item: string
  readonly quantity: Micro
  readonly date: Day
}

/**
 * Who is served by what, bottom-up (files.md 3.8): deepest items first, because a planned order waits for its components and
 * its date moves with them. Sets release and due of each planned order.
 */
export function pegSupplies(plans: readonly ItemPlan[], context: PlanContext): PeggedPlan {
  const pegging: Pegging[] = []
  const unpegged: UnpeggedSupply[] = []
  const expected = new Map<string, Day>()
  const short: ShortNeed[] = []
  const substitutes = plans.flatMap((one) => one.substitutes)
  const servedOf = groupBy(substitutes, (one) => one.need)
  const given = new Map<Lot, Micro>()
  for (const { lot, quantity } of substitutes) given.set(lot, (given.get(lot) ?? 0) + quantity)
  for (const plan of plans.toReversed()) {
    for (const order of plan.orders) dateOrder(order, plan)
    const { item } = plan.planned.item
    const supplies = suppliesOf(plan, given, context.today)
    const queue = new SupplyQueue(supplies)
    for (const need of needsOf(plan)) {
      const latest = serve(need, { plan, queue, uses: servedOf.get(need) ?? [], today: context.today, pegging, short })
      if (need.parentOrder !== null && latest > need.parentOrder.componentsAt) need.parentOrder.componentsAt = latest
      if (need.type === 'sales_order') expected.set(`${need.demand}|${need.line}`, latest)
    }
    for (const { type, supply, line, available, left } of supplies)
      if (left > 0)
        unpegged.push({
          supplyType: type,
          supply,
          supplyLine: line,
          supplyItem: item,
          quantity: left,
          availableDate: available,
        })
  }
  return { pegging, unpegged, expected, short }
}

/** Needs in the order in which they are served; the safety stock goes before what is made later for another safety stock. */
function needsOf({ needs, planned }: ItemPlan): readonly Need[] {
  const { safetyStock } = planned.item
  const all = safetyStock > 0 ? [...needs, safetyStockNeed(planned, safetyStock)] : needs
  return all.toSorted(byPriority)
}

/** An order starts when its last component is there, on a working day. */
function dateOrder(order: NettedOrder, { planned }: ItemPlan): void {
  order.release = planned.days.forward(Math.max(order.requiredRelease, order.componentsAt), 0)
  order.due = planned.days.forward(order.release, planned.leadTimeDays)
}

/** `given`: what of a lot went to the needs of items that it replaces. */
function suppliesOf(plan: ItemPlan, given: ReadonlyMap<Lot, Micro>, today: Day): PeggedSupply[] {
  const supplies: PeggedSupply[] = []
  for (const lot of plan.lots)
    supplies.push({
      type: 'stock',
      supply: lot.lot ?? plan.planned.item.item,
      line: null,
      available: today,
      expires: lot.expires,
      left: lot.quantity - (given.get(lot) ?? 0),
    })
  for (const { receipt, good } of plan.netting.receipts)
    supplies.push({
      type: receipt.type,
      supply: receipt.order,
      line: receipt.line,
      available: receipt.date,
      expires: NEVER,
      left: good,
    })
  for (const order of plan.orders)
    supplies.push({
      type: 'planned_order',
      supply: order.id,
      line: null,
      available: order.due,
      expires: NEVER,
      left: order.good,
    })
  return supplies
}

interface Serving {
  readonly plan: ItemPlan
  readonly queue: SupplyQueue
  /** What substitutes gave to this need. */
  readonly uses: readonly SubstituteUse[]
  readonly today: Day
  readonly pegging: Pegging[]
  readonly short: ShortNeed[]
}

/** Pegs one need; answers the latest availability of what serves it. */
function serve(need: Need, { plan, queue, uses, today, pegging, short }: Serving): Day {
  const item = plan.planned.item.item
  let latest = 0
  let wanted = need.quantity
  for (const { substitute, lot, quantity, covered } of uses) {
    wanted -= covered
    latest = today
    pegging.push(
      pegOf(need, item, {
        supplyItem: substitute,
        quantity,
        type: 'stock',
        supply: lot.lot ?? substitute,
        line: null,
        available: today,
      }),
    )
  }
  const parts = queue.serve(need.date, wanted)
  for (let i = 0; i < parts; i++) {
    const { type, supply, line, available } = queue.taken[i]!
    if (available > latest) latest = available
    wanted -= queue.quantities[i]!
    pegging.push(pegOf(need, item, { supplyItem: item, quantity: queue.quantities[i]!, type, supply, line, available }))
  }
  if (wanted > 0) short.push({ order: need.demand, item, quantity: wanted, date: need.date })
  return latest
}

interface Peg {
  readonly supplyItem: string
  readonly quantity: Micro
  readonly type: ReceiptType
  readonly supply: string
  readonly line: string | null
  readonly available: Day
}

/** Written out by name: copying an object with a spread, once for each peg, would cost more than all else here. */
const pegOf = (need: Need, item: string, { supplyItem, quantity, type, supply, line, available }: Peg): Pegging => ({
  demandType: need.type,
  demand: need.demand,
  demandLine: need.line,
  item,
  needDate: need.date,
  supplyType: type,
  supply,
  supplyLine: line,
  supplyItem,
  quantity,
  availableDate: available,
})
