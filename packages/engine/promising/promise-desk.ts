import type { Dataset } from '@headwater/domain/dataset'
import type { Operation } from '@headwater/domain/items/routing'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { PromiseSource } from '@headwater/domain/plans/delivery-promise'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { openPlan, type PlanContext } from '../planning/planned-item.ts'
import { openReceipts } from '../planning/supplies.ts'
import type { FactoryResources } from '../scheduling/compile-factory.ts'
import { followSchedule } from '../scheduling/follow-schedule.ts'
import { openFactory } from '../scheduling/schedule-factory.ts'
import { readRuns, type UnitRuns } from './place-runs.ts'
import { type Commitment, readCommitments } from './read-commitments.ts'

/** Goods that will be there. */
export interface Supply {
  readonly type: PromiseSource['type']
  readonly order: string
  readonly date: Day
  readonly quantity: Micro
  /** The last day on which they are good; null: always. */
  readonly expires: Day | null
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
  readonly runs: UnitRuns
  /** The same units with nothing to do. */
  readonly empty: UnitRuns
}

/**
 * Opens the desk on a plan and its schedule (files.md 5): stock, open receipts and planned orders are supply; open sales lines and
 * components of open and planned orders are committed; forecast and safety stock are not.
 */
export function openPromiseDesk(
  dataset: Dataset,
  plan: MaterialPlan,
  schedule: Schedule,
  { today, now }: { today: Day; now: Instant },
): PromiseDesk {
  const context = openPlan(dataset, today)
  const { problem, resources } = openFactory(dataset, plan, now)
  return {
    context,
    now,
    supplies: readSupplies(dataset, plan, context),
    commitments: readCommitments(context, plan),
    routings: groupBy(dataset.operations, (one) => one.item),
    resources,
    runs: readRuns(followSchedule(problem, schedule)),
    empty: resources.units.map(() => []),
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
      add(lot.item, {
        type: 'stock',
        order: lot.lot ?? lot.item,
        date: context.today,
        quantity: lot.quantity,
        expires: lot.expires,
      })
  for (const [item, receipts] of openReceipts(context))
    for (const one of receipts)
      add(item, { type: one.type, order: one.order, date: one.date, quantity: one.good, expires: null })
  for (const one of plan.plannedOrders)
    add(one.item, {
      type: 'planned_order',
      order: one.plannedOrder,
      date: one.dueDate,
      quantity: one.quantity,
      expires: null,
    })
  return supplies
}
