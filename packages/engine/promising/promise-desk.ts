import type { Dataset } from '@headwater/domain/dataset'
import type { Operation } from '@headwater/domain/items/routing'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { PromiseSource } from '@headwater/domain/plans/delivery-promise'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { openPlan, type PlanContext } from '../planning/planned-item.ts'
import { openReceipts } from '../planning/supplies.ts'
import { compileFactory, type FactoryResources } from '../scheduling/compile-factory.ts'
import { followSchedule } from '../scheduling/follow-schedule.ts'
import { openFactory } from '../scheduling/schedule-factory.ts'
import { UnitSequences } from '../scheduling/unit-sequences.ts'

/** Goods that will be there. */
export interface Supply {
  readonly type: PromiseSource['type']
  readonly order: string
  readonly date: Day
  readonly quantity: Micro
}

/** Goods that somebody relies on. */
export interface Commitment {
  readonly date: Day
  readonly quantity: Micro
}

/** A promise made and not yet an order: its goods are not promised twice. */
export interface Reservation extends Commitment {
  readonly item: string
}

/** All that promising looks at, resolved once; questions change nothing of it. */
export interface PromiseDesk {
  readonly context: PlanContext
  readonly now: Instant
  readonly supplies: ReadonlyMap<string, readonly Supply[]>
  readonly commitments: ReadonlyMap<string, readonly Commitment[]>
  readonly routings: ReadonlyMap<string, readonly Operation[]>
  readonly resources: FactoryResources
  /** The schedule in force; new orders run after and between what it holds. */
  readonly placed: UnitSequences
  /** The same units with nothing to do. */
  readonly empty: UnitSequences
}

export interface DeskInput {
  readonly today: Day
  readonly now: Instant
  readonly reservations?: readonly Reservation[]
}

/**
 * Opens the desk on a plan and its schedule (files.md 5): stock, open receipts and planned orders are supply; open sales lines,
 * components of open and planned orders and reservations are committed; forecast and safety stock are not.
 */
export function openPromiseDesk(
  dataset: Dataset,
  plan: MaterialPlan,
  schedule: Schedule,
  { today, now, reservations = [] }: DeskInput,
): PromiseDesk {
  const context = openPlan(dataset, today)
  const { problem, resources } = openFactory(dataset, plan, now)
  return {
    context,
    now,
    supplies: readSupplies(dataset, plan, context),
    commitments: readCommitments(dataset, plan, { today, reservations }),
    routings: groupBy(dataset.operations, (one) => one.item),
    resources,
    placed: followSchedule(problem, schedule),
    empty: new UnitSequences(compileFactory(resources, [], new Map())),
  }
}

function readSupplies(dataset: Dataset, plan: MaterialPlan, context: PlanContext): Map<string, Supply[]> {
  const supplies = new Map<string, Supply[]>()
  const add = (item: string, supply: Supply): void => {
    if (supply.quantity <= 0) return
    const list = supplies.get(item)
    if (list) list.push(supply)
    else supplies.set(item, [supply])
  }
  for (const lot of dataset.stock)
    if (lot.status === 'available' && (lot.expires === null || lot.expires >= context.today))
      add(lot.item, { type: 'stock', order: lot.lot ?? lot.item, date: context.today, quantity: lot.quantity })
  for (const [item, receipts] of openReceipts(context))
    for (const one of receipts) add(item, { type: one.type, order: one.order, date: one.date, quantity: one.good })
  for (const one of plan.plannedOrders)
    add(one.item, { type: 'planned_order', order: one.plannedOrder, date: one.dueDate, quantity: one.quantity })
  return supplies
}

function readCommitments(
  { salesOrders }: Dataset,
  { pegging }: MaterialPlan,
  { today, reservations }: { today: Day; reservations: readonly Reservation[] },
): Map<string, Commitment[]> {
  const commitments = new Map<string, Commitment[]>()
  const add = (item: string, date: Day, quantity: Micro): void => {
    const list = commitments.get(item)
    if (list) list.push({ date, quantity })
    else commitments.set(item, [{ date, quantity }])
  }
  for (const one of salesOrders)
    if (isOpen(one.status)) add(one.item, Math.max(one.dueDate, today), one.quantity - one.shipped)
  for (const one of pegging)
    if (one.demandType === 'planned_order' || one.demandType === 'work_order')
      add(one.supplyItem, one.needDate, one.quantity)
  for (const one of reservations) add(one.item, Math.max(one.date, today), one.quantity)
  return commitments
}
