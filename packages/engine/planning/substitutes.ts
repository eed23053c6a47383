import { ceilTo, floorTo, MICRO, type Micro } from '@headwater/domain/measures/quantity'
import { invert, ratioOf, scaleDown, scaleUp } from '@headwater/domain/measures/ratio'
import type { Substitute } from '@headwater/domain/items/bill-of-material'
import { isEffective } from './explode.ts'
import type { SubstituteUse } from './item-plan.ts'
import type { Need } from './need.ts'
import type { PlannedItem } from './planned-item.ts'
import type { Lot } from './supplies.ts'

export interface SubstituteStock {
  readonly planned: PlannedItem
  /** Left over after all its own needs. */
  readonly lots: readonly Lot[]
}

/**
 * Takes what a component need lacks from stock of its substitutes, by priority and key (files.md 3.7). A part is allowed;
 * then only as much is taken as makes a whole step of the item.
 */
export function takeSubstitutes(
  need: Need,
  lacking: Micro,
  {
    planned,
    stockOf,
    uses,
  }: { planned: PlannedItem; stockOf: (item: string) => SubstituteStock; uses: SubstituteUse[] },
): Micro {
  let left = lacking
  for (const one of planned.substitutes) {
    if (left <= 0) break
    if ((one.parent !== null && one.parent !== need.parent) || !isEffective(one, need.date)) continue
    const stock = stockOf(one.substitute)
    for (const lot of stock.lots) {
      if (left <= 0) break
      if (lot.left <= 0 || lot.expires < need.date) continue
      const taken = takeLot(lot, left, one, { step: planned.step, substituteStep: stock.planned.step })
      if (taken.covered <= 0) continue
      uses.push({ need, substitute: one.substitute, lot, ...taken })
      lot.left -= taken.quantity
      left -= taken.covered
    }
  }
  return left
}

function takeLot(
  lot: Lot,
  left: Micro,
  { ratio }: Substitute,
  { step, substituteStep }: { step: Micro; substituteStep: Micro },
): { quantity: Micro; covered: Micro } {
  if (ratio === MICRO) {
    const covered = Math.min(left, floorTo(lot.left, step))
    return { quantity: ceilTo(covered, substituteStep), covered }
  }
  const factor = ratioOf(ratio)
  const whole = scaleUp(left, factor, substituteStep)
  if (whole <= lot.left) return { quantity: whole, covered: left }
  const covered = scaleDown(lot.left, invert(factor), step)
  return { quantity: scaleUp(covered, factor, substituteStep), covered }
}
