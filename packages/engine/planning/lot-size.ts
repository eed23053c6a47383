import { ceilTo, floorTo, type Micro } from '@headwater/domain/measures/quantity'
import { invert, scaleUp } from '@headwater/domain/measures/ratio'
import type { PlannedItem } from './planned-item.ts'
import { goodQuantity } from '@headwater/domain/items/order-yield'

export interface Lot {
  readonly startQuantity: Micro
  readonly good: Micro
}

/** Start quantity for so many good pieces, rounded up. */
export const startQuantityFor = (good: Micro, { yield: share, step }: PlannedItem): Micro =>
  share === null ? ceilTo(good, step) : scaleUp(good, invert(share), step)

/** Raised to the least and rounded up to the multiple (files.md 3.5, 3 and 4). */
export function raiseToLot(start: Micro, { minLot, lotMultiple }: PlannedItem): Micro {
  const raised = minLot === null ? start : Math.max(start, minLot)
  return lotMultiple === null ? raised : ceilTo(raised, lotMultiple)
}

/**
 * Orders that together make at least `net` good pieces (files.md 3.5): fixed lots, or one order raised to the least and the
 * multiple, split while it is above max_lot. An order that would yield nothing ends the split.
 */
export function lotSize(net: Micro, planned: PlannedItem): readonly Lot[] {
  const { item, lotMultiple } = planned
  const fixed = item.lotRule === 'fixed' ? item.fixedLot! : null
  const most = item.maxLot === null ? null : lotMultiple === null ? item.maxLot : floorTo(item.maxLot, lotMultiple)
  const lots: Lot[] = []
  for (let left = net; left > 0; ) {
    const wanted = fixed ?? raiseToLot(startQuantityFor(left, planned), planned)
    const startQuantity = most !== null && most > 0 && wanted > most ? most : wanted
    const good = goodQuantity(startQuantity, planned)
    lots.push({ startQuantity, good })
    if (good <= 0) break
    left -= good
  }
  return lots
}
