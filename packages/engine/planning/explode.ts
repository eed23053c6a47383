import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import { MICRO, type Micro } from '@headwater/domain/measures/quantity'
import { multiply, type Ratio, ratio, scaleUp } from '@headwater/domain/measures/ratio'
import type { Need, NeedRoot, WaitingOrder } from './need.ts'
import type { PlanContext, PlannedItem } from './planned-item.ts'

/** An order whose components are needed. */
export interface ParentOrder {
  readonly type: 'planned_order' | 'work_order'
  readonly order: string
  readonly item: string
  readonly startQuantity: Micro
  readonly release: Day
  readonly priority: number
  readonly root: NeedRoot
  /** Itself, when it is a planned one. */
  readonly planned: WaitingOrder | null
}

export const isEffective = (line: { validFrom: Day | null; validTo: Day | null }, day: Day): boolean =>
  (line.validFrom === null || line.validFrom <= day) && (line.validTo === null || day <= line.validTo)

/** The lines that an order takes: those effective on its release. */
export const billOf = ({ type, release }: Pick<ParentOrder, 'type' | 'release'>, planned: PlannedItem): BillLine[] =>
  (type === 'work_order' ? planned.workOrderBill : planned.bill).filter((line) => isEffective(line, release))

/** Component needs of one order: rounded up once per line, lines effective on its release (files.md 3.6). */
export function explode(order: ParentOrder, { items }: PlanContext, add: (item: string, need: Need) => void): void {
  for (const line of billOf(order, items.get(order.item)!)) {
    add(line.component, {
      type: order.type,
      demand: order.order,
      line: null,
      date: order.release,
      priority: order.priority,
      root: order.root,
      quantity: scaleUp(order.startQuantity, perParent(line), items.get(line.component)!.step),
      parent: order.item,
      parentOrder: order.planned,
    })
  }
}

/** Units of component per unit of parent started, scrap included; kept per line, since it is exact arithmetic on bigints. */
const shares = new WeakMap<BillLine, Ratio>()

export function perParent(line: BillLine): Ratio {
  let share = shares.get(line)
  if (!share) {
    share = line.scrap === 0 ? line.quantity : multiply(line.quantity, ratio(BigInt(MICRO), BigInt(MICRO - line.scrap)))
    shares.set(line, share)
  }
  return share
}
