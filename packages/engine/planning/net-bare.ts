import { groupBy } from '@headwater/domain/measures/keys'
import type { MaterialModel } from './material-model.ts'
import { type NettedPlan, netLevels } from './net-levels.ts'
import type { PlanContext } from './planned-item.ts'

/**
 * The plan of receipts as if all safety stocks were 0: what really needs them early (files.md 3.9). Only items are netted again whose
 * receipts a safety stock can touch, with all that decides on their needs; for the others, answered by `null`, nothing changes.
 */
export function netBare(model: MaterialModel): (place: number) => NettedPlan | null {
  const touched = touchedBySafetyStock(model)
  const asked = model.items.filter(({ item }, place) => model.receipts[place]!.length > 0 && touched.has(item.item))
  if (asked.length === 0) return () => null
  const deciding = closure(
    asked.map(({ item }) => item.item),
    decidersOf(model.context),
  )
  const isNetted = (place: number): boolean => deciding.has(model.items[place]!.item.item)
  const bare = netLevels(model, { isNetted, keepsSafetyStock: false })
  return (place) => (isNetted(place) ? bare : null)
}

/** Items with a safety stock and all below them. */
function touchedBySafetyStock({ context: { dataset }, items }: MaterialModel): Set<string> {
  const components = groupBy(dataset.bills, (one) => one.parent)
  const replaced = groupBy(dataset.substitutes, (one) => one.substitute)
  const kept = items.filter(({ item }) => item.safetyStock > 0)
  return closure(
    kept.map(({ item }) => item.item),
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
