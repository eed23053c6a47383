import type { Dataset } from '@headwater/domain/dataset'
import { compareKeys } from '@headwater/domain/measures/keys'

/**
 * Items in the order of netting: by low-level code (longest path from an end item over all bill lines of whatever date, and
 * over item → substitute reversed), then key. The input has no cycle: it would have been refused.
 */
export function lowLevelOrder(dataset: Dataset): {
  readonly order: readonly string[]
  readonly codes: ReadonlyMap<string, number>
} {
  const arcs: [string, string][] = [
    ...dataset.bills.map((one): [string, string] => [one.parent, one.component]),
    ...dataset.substitutes.map((one): [string, string] => [one.substitute, one.item]),
  ]
  const after = new Map<string, string[]>()
  const waiting = new Map(dataset.items.map((one) => [one.item, 0]))
  for (const [from, to] of arcs) {
    const list = after.get(from)
    if (list) list.push(to)
    else after.set(from, [to])
    waiting.set(to, waiting.get(to)! + 1)
  }
  const codes = new Map<string, number>()
  const ready = [...waiting].filter(([, count]) => count === 0).map(([item]) => item)
  for (const item of ready) codes.set(item, 0)
  for (let i = 0; i < ready.length; i++)
    for (const next of after.get(ready[i]!) ?? []) {
      codes.set(next, Math.max(codes.get(next) ?? 0, codes.get(ready[i]!)! + 1))
      const left = waiting.get(next)! - 1
      waiting.set(next, left)
      if (left === 0) ready.push(next)
    }
  return { order: ready.sort((a, b) => codes.get(a)! - codes.get(b)! || compareKeys(a, b)), codes }
}
