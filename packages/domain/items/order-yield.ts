import { floorTo, MICRO, type Micro } from '../measures/quantity.ts'
import { multiply, ONE, type Ratio, ratio, scaleDown } from '../measures/ratio.ts'
import type { Item } from './item.ts'
import type { Operation } from './routing.ts'

/** Good pieces per piece started, Π (1 − scrap) of the item and of its operations; null = 1, which needs no fraction. */
export function orderYield(item: Item, operations: readonly Operation[]): Ratio | null {
  const some = [item.scrap, ...operations.map((one) => one.scrap)].filter((one) => one > 0)
  if (some.length === 0) return null
  return some.reduce((product, scrap) => multiply(product, ratio(BigInt(MICRO - scrap), BigInt(MICRO))), ONE)
}

/** floor(quantity × yield), in the item's smallest steps. */
export const goodQuantity = (
  started: Micro,
  { yield: share, step }: { readonly yield: Ratio | null; readonly step: Micro },
): Micro => (share === null ? floorTo(started, step) : scaleDown(started, share, step))

/** Good pieces that an open order of any kind still brings (files.md 3.2): floor(quantity × yield) − received, never below nothing. */
export const goodToCome = (
  { quantity, received }: { readonly quantity: Micro; readonly received: Micro },
  item: { readonly yield: Ratio | null; readonly step: Micro },
): Micro => Math.max(0, floorTo(goodQuantity(quantity, item) - received, item.step))
