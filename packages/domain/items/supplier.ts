import type { Micro } from '../measures/quantity.ts'

export interface Supplier {
  readonly supplier: string
  readonly name: string
  /** Key of the calendar that counts its lead-time days. */
  readonly calendar: string
}

export interface PriceBreak {
  readonly fromQuantity: Micro
  readonly price: Micro
}

/** Terms of one supplier for one item; what it leaves open is already the item's. */
export interface ItemSupplier {
  readonly item: string
  readonly supplier: string
  /** 1 is asked first. */
  readonly priority: number
  readonly leadTimeDays: number
  readonly minLot: Micro | null
  readonly lotMultiple: Micro | null
  readonly price: Micro | null
  /** Ascending by fromQuantity. */
  readonly priceBreaks: readonly PriceBreak[]
}
