import type { Micro } from '../measures/quantity.ts'

export type SupplyType = 'make' | 'buy'
export type LotRule = 'lot-for-lot' | 'fixed' | 'period'

/** A stocked thing; of a style with variants, one variant. All defaults are resolved. */
export interface Item {
  readonly item: string
  readonly name: string
  readonly unit: string
  /** Smallest quantity: 0 = whole pieces, at most 6. */
  readonly decimals: number
  readonly style: string | null
  /** Attribute name without `attr.` → value. */
  readonly attributes: Readonly<Record<string, string>>
  readonly supply: SupplyType
  /** Working days from release to due. */
  readonly leadTimeDays: number
  readonly safetyStock: Micro
  readonly lotRule: LotRule
  readonly fixedLot: Micro | null
  /** Calendar days. */
  readonly periodDays: number | null
  readonly minLot: Micro | null
  readonly lotMultiple: Micro | null
  readonly maxLot: Micro | null
  /** APICS scrap factor of the whole order, 0 ≤ scrap < 1. */
  readonly scrap: Micro
  /** Working days; the item's own or the parameters'. */
  readonly demandFenceDays: number
  readonly planningFenceDays: number
}
