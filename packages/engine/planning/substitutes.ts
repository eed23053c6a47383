import type { Substitute } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import { ceilTo, floorTo, MICRO, type Micro } from '@headwater/domain/measures/quantity'
import { invert, ratioOf, scaleDown, scaleUp } from '@headwater/domain/measures/ratio'
import { isEffective } from './bills.ts'
import type { PlannedItem } from './planned-item.ts'
import type { Lot } from './supplies.ts'

/** Stock of a substitute that serves a component need. */
export interface SubstituteUse {
  /** Index of the need. */
  readonly need: number
  readonly substitute: string
  readonly lot: Lot
  /** In the substitute's unit. */
  readonly quantity: Micro
  /** What it covers, in the unit of the item replaced. */
  readonly covered: Micro
}

/** A component need that lacks something. */
export interface LackingNeed {
  readonly need: number
  /** The item whose order needs it. */
  readonly parent: string
  readonly date: Day
  readonly lacking: Micro
}

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
  lacking: LackingNeed,
  {
    planned,
    stockOf,
    uses,
  }: { planned: PlannedItem; stockOf: (item: string) => SubstituteStock; uses: SubstituteUse[] },
): Micro {
  let left = lacking.lacking
  for (const one of planned.substitutes) {
    if (left <= 0) break
    if ((one.parent !== null && one.parent !== lacking.parent) || !isEffective(one, lacking.date)) continue
    left -= takeOne({ ...lacking, lacking: left }, { planned, one, stock: stockOf(one.substitute), uses })
  }
  return left
}

interface Taking {
  readonly planned: PlannedItem
  readonly one: Substitute
  readonly stock: SubstituteStock
  readonly uses: SubstituteUse[]
}

/** Takes of one substitute, its lots together; answers what that covers. */
function takeOne({ need, date, lacking }: LackingNeed, { planned, one, stock, uses }: Taking): Micro {
  const lots = stock.lots.filter((lot) => lot.left > 0 && lot.expires >= date)
  const there = lots.reduce((sum, lot) => sum + lot.left, 0)
  const { quantity, covered } = partOf(there, lacking, {
    ratio: one.ratio,
    step: planned.step,
    substituteStep: stock.planned.step,
  })
  let left = covered > 0 ? quantity : 0
  for (const lot of lots) {
    if (left <= 0) break
    const taken = Math.min(left, lot.left)
    // What the substitute covers is told once, with its first lot.
    uses.push({ need, substitute: one.substitute, lot, quantity: taken, covered: left === quantity ? covered : 0 })
    lot.left -= taken
    left -= taken
  }
  return covered
}

function partOf(
  there: Micro,
  lacking: Micro,
  { ratio, step, substituteStep }: { ratio: Micro; step: Micro; substituteStep: Micro },
): { quantity: Micro; covered: Micro } {
  if (ratio === MICRO) {
    const covered = Math.min(lacking, floorTo(there, step))
    return { quantity: ceilTo(covered, substituteStep), covered }
  }
  const factor = ratioOf(ratio)
  const whole = scaleUp(lacking, factor, substituteStep)
  if (whole <= there) return { quantity: whole, covered: lacking }
  const covered = scaleDown(there, invert(factor), step)
  return { quantity: scaleUp(covered, factor, substituteStep), covered }
}
