import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import { MICRO, type Micro } from '@headwater/domain/measures/quantity'
import { multiply, type Ratio, ratio, type Scale, scaledUp, scaleOf } from '@headwater/domain/measures/ratio'
import type { PlannedItem } from './planned-item.ts'
import { NEVER } from './supplies.ts'

export const isEffective = (line: { validFrom: Day | null; validTo: Day | null }, day: Day): boolean =>
  (line.validFrom === null || line.validFrom <= day) && (line.validTo === null || day <= line.validTo)

/** Units of component per unit of parent started, scrap included; kept per line, since it is exact arithmetic on bigints. */
const shares = new WeakMap<BillLine, Ratio>()

export function perParent(line: BillLine): Ratio {
  let share = shares.get(line)
  if (!share) {
    share = line.scrap === 0 ? line.quantity : multiply(line.quantity, ratio(BigInt(MICRO), BigInt(MICRO - line.scrap)))
    shares.set(line, share)
  }
  return share
}

/** A line as netting reads it. */
interface CompiledLine {
  /** Place of the component. */
  readonly component: number
  readonly scale: Scale
  readonly validFrom: Day
  readonly validTo: Day
}

/** The bill lines of each item by place, for all its work orders also when new orders of it are bought. */
export type Bills = readonly (readonly CompiledLine[])[]

export const compileBills = (items: readonly PlannedItem[], placeOf: ReadonlyMap<string, number>): Bills =>
  items.map(({ workOrderBill }) =>
    workOrderBill.map((line) => {
      const component = placeOf.get(line.component)!
      return {
        component,
        scale: scaleOf(perParent(line), items[component]!.step),
        validFrom: line.validFrom ?? -NEVER,
        validTo: line.validTo ?? NEVER,
      }
    }),
  )

/** What each effective line of an order asks for, rounded up once per line (files.md 3.6). */
export function explode(
  bill: Bills[number],
  { startQuantity, release }: { readonly startQuantity: Micro; readonly release: Day },
  add: (component: number, quantity: Micro) => void,
): void {
  for (const line of bill)
    if (line.validFrom <= release && release <= line.validTo) add(line.component, scaledUp(startQuantity, line.scale))
}

export const hasEffectiveLine = (bill: Bills[number], release: Day): boolean =>
  bill.some((line) => line.validFrom <= release && release <= line.validTo)
