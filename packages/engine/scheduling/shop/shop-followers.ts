import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'

/** Operations that wait for o: list[from[o]] … list[from[o + 1] − 1]. */
export interface ShopFollowers {
  readonly from: Int32Array
  readonly list: Int32Array
}

/** The instance's predecessors turned round. */
export function followersOf({ predecessorFrom, predecessors, ...shop }: ShopInstance): ShopFollowers {
  const n = shop.jobOf.length
  const from = new Int32Array(n + 1)
  for (const p of predecessors) from[p + 1]!++
  for (let o = 0; o < n; o++) from[o + 1]! += from[o]!
  const filled = from.slice()
  const list = new Int32Array(predecessors.length)
  for (let o = 0; o < n; o++)
    for (let k = predecessorFrom[o]!; k < predecessorFrom[o + 1]!; k++) list[filled[predecessors[k]!]!++] = o
  return { from, list }
}

/** Operations, each after its predecessors; throws RangeError on a circle. */
export function precedenceOrder(shop: ShopInstance, { from, list }: ShopFollowers): Int32Array {
  const n = shopSize(shop)
  const waiting = Int32Array.from({ length: n }, (_, o) => shop.predecessorFrom[o + 1]! - shop.predecessorFrom[o]!)
  const order = new Int32Array(n)
  let filled = 0
  for (let o = 0; o < n; o++) if (waiting[o] === 0) order[filled++] = o
  for (let i = 0; i < filled; i++)
    for (let k = from[order[i]!]!; k < from[order[i]! + 1]!; k++)
      if (--waiting[list[k]!]! === 0) order[filled++] = list[k]!
  if (filled < n) throw new RangeError('precedences should not go in a circle')
  return order
}
