import { groupBy } from '@headwater/domain/measures/keys'
import type { ItemPlan } from './item-plan.ts'
import type { Need } from './need.ts'
import { netLevels } from './net-levels.ts'
import type { PlanContext } from './planned-item.ts'

interface BareInput {
  /** Plans with the safety stocks, in the order of netting. */
  readonly plans: ReadonlyMap<string, ItemPlan>
  readonly outside: ReadonlyMap<string, readonly Need[]>
}

/**
 * The receipts as if all safety stocks were 0: what really needs them early (files.md 3.9). Only items are netted again whose
 * receipts a safety stock can touch, with all that decides on their needs; the others are as they were.
 */
export function netBare(context: PlanContext, { plans, outside }: BareInput): ReadonlyMap<string, ItemPlan> {
  const touched = touchedBySafetyStock(context, plans)
  const asked = [...plans.values()].filter((one) => one.receipts.length > 0 && touched.has(one.planned.item.item))
  if (asked.length === 0) return plans
  const deciding = closure(
    asked.map((one) => one.planned.item.item),
    decidersOf(context),
  )
  const order = [...plans.keys()].filter((item) => deciding.has(item))
  return new Map([...plans, ...netLevels(context, { order, outside, safetyStockOf: () => 0 })])
}

/** Items with a safety stock and all below them. */
function touchedBySafetyStock({ dataset }: PlanContext, plans: ReadonlyMap<string, ItemPlan>): Set<string> {
  const components = groupBy(dataset.bills, (one) => one.parent)
  const replaced = groupBy(dataset.substitutes, (one) => one.substitute)
  const kept = [...plans.values()].filter((one) => one.planned.item.safetyStock > 0)
  return closure(
    kept.map((one) => one.planned.item.item),
    (item) => [
      ...(components.get(item) ?? []).map((one) => one.component),
      ...(replaced.get(item) ?? []).map((one) => one.item),
    ],
  )
}

/** What an item's netting depends on: its parents, its substitutes, and whatever else takes from those. */
function decidersOf({ dataset }: PlanContext): (item: string) => string[] {
  const parents = groupBy(dataset.bills, (one) => one.component)
  const substitutes = groupBy(dataset.substitutes, (one) => one.item)
  const replaced = groupBy(dataset.substitutes, (one) => one.substitute)
  return (item) => [
    ...(parents.get(item) ?? []).map((one) => one.parent),
    ...(substitutes.get(item) ?? []).map((one) => one.substitute),
    ...(replaced.get(item) ?? []).map((one) => one.item),
  ]
}

/** All that can be reached from the items, themselves included. */
function closure(items: readonly string[], next: (item: string) => readonly string[]): Set<string> {
  const found = new Set(items)
  for (const item of found) for (const one of next(item)) found.add(one)
  return found
}
