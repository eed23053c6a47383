import { goodQuantity } from '@headwater/domain/items/order-yield'
import { ceilTo, floorTo, type Micro } from '@headwater/domain/measures/quantity'
import { scaledUp } from '@headwater/domain/measures/ratio'
import type { PlannedItem } from './planned-item.ts'

/** Start quantity for so many good pieces, these in whole steps, rounded up. */
export const startQuantityFor = (good: Micro, { startPerGood, step }: PlannedItem): Micro =>
  startPerGood === null ? ceilTo(good, step) : scaledUp(ceilTo(good, step), startPerGood)

/** Raised to the least and rounded up to the multiple (files.md 3.5, 3 and 4). */
export function raiseToLot(start: Micro, { minLot, lotMultiple }: PlannedItem): Micro {
  const raised = minLot === null ? start : Math.max(start, minLot)
  return lotMultiple === null ? raised : ceilTo(raised, lotMultiple)
}

/** Equal lots, counted: a large quantity in small lots is not a long list. */
export interface LotRun {
  readonly startQuantity: Micro
  readonly good: Micro
  readonly count: number
}

/**
 * Visits orders that together make at least `net` good pieces (files.md 3.5): fixed lots, or one order raised to the least and the
 * multiple, split while it is above max_lot. An order that would yield nothing ends the split.
 */
export function eachLotRun(
  net: Micro,
  planned: PlannedItem,
  visit: (startQuantity: Micro, good: Micro, count: number) => void,
): void {
  const { item, lotMultiple } = planned
  const fixed = item.lotRule === 'fixed' ? item.fixedLot! : null
  const most = item.maxLot === null ? null : lotMultiple === null ? item.maxLot : floorTo(item.maxLot, lotMultiple)
  for (let left = net; left > 0; ) {
    const wanted = fixed ?? raiseToLot(startQuantityFor(left, planned), planned)
    const isSplit = most !== null && most > 0 && wanted > most
    const startQuantity = isSplit ? most : wanted
    const good = goodQuantity(startQuantity, planned)
    if (good <= 0) {
      visit(startQuantity, good, 1)
      return
    }
    // What is left after the last but one split may be a smaller order.
    const count = fixed !== null ? Math.ceil(left / good) : isSplit ? Math.max(1, Math.ceil(left / good) - 1) : 1
    visit(startQuantity, good, count)
    left -= count * good
  }
}

export function lotRuns(net: Micro, planned: PlannedItem): readonly LotRun[] {
  const runs: LotRun[] = []
  eachLotRun(net, planned, (startQuantity, good, count) => runs.push({ startQuantity, good, count }))
  return runs
}
