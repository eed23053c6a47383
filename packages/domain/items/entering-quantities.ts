import { ceilTo, MICRO, type Micro } from '../measures/quantity.ts'
import { multiply, ONE, type Ratio, ratio, scaleUp } from '../measures/ratio.ts'
import type { Operation } from './routing.ts'

/** Each operation with the quantity that enters it: the start quantity × yields of the operations before it, rounded up. */
export function enteringQuantities(routing: readonly Operation[], start: Micro, step: Micro): [Operation, Micro][] {
  let share: Ratio = ONE
  return routing.map((operation) => {
    const entering = share === ONE ? ceilTo(start, step) : scaleUp(start, share, step)
    if (operation.scrap > 0) share = multiply(share, ratio(BigInt(MICRO - operation.scrap), BigInt(MICRO)))
    return [operation, entering]
  })
}
