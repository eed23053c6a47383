import type { Dataset } from '@headwater/domain/dataset'
import type { BillLine, Substitute } from '@headwater/domain/items/bill-of-material'
import type { Item } from '@headwater/domain/items/item'
import { orderYield } from '@headwater/domain/items/order-yield'
import type { ItemSupplier } from '@headwater/domain/items/supplier'
import type { Day } from '@headwater/domain/measures/day'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { invert, type Ratio, type Scale, scaleOf } from '@headwater/domain/measures/ratio'
import { WorkDays } from '@headwater/domain/resources/work-days'

/** What planning needs to know of one item, resolved once. */
export interface PlannedItem {
  readonly item: Item
  readonly step: Micro
  /** Good pieces per piece started; null = 1, which needs no exact fraction. */
  readonly yield: Ratio | null
  /** Pieces started per good piece; null = 1. */
  readonly startPerGood: Scale | null
  readonly supplier: ItemSupplier | null
  readonly leadTimeDays: number
  /** Counts its lead time. */
  readonly days: WorkDays
  readonly minLot: Micro | null
  readonly lotMultiple: Micro | null
  /** First possible due of a planned order. */
  readonly earliest: Day
  /** Receipts before it get no defer, decrease or cancel; null: no fence. */
  readonly fence: Day | null
  /** What a new order of it takes: nothing, when it is bought. */
  readonly bill: readonly BillLine[]
  /** What a work order of it takes, also when new orders of it are bought. */
  readonly workOrderBill: readonly BillLine[]
  readonly substitutes: readonly Substitute[]
}

export interface PlanContext {
  readonly dataset: Dataset
  readonly today: Day
  /** First working day of the site on or after today. */
  readonly start: Day
  readonly site: WorkDays
  readonly items: ReadonlyMap<string, PlannedItem>
}

/** Resolves suppliers, yields, calendars and fences (files.md 3.1, 3.4, 3.5). */
export function openPlan(dataset: Dataset, today: Day): PlanContext {
  const calendars = new Map<string, WorkDays>()
  const daysOf = (key: string): WorkDays => {
    let days = calendars.get(key)
    if (!days) {
      days = new WorkDays(dataset.calendars.get(key)!, today)
      calendars.set(key, days)
    }
    return days
  }
  const site = daysOf(dataset.parameters.calendar)
  const start = site.forward(today, 0)
  const lists = {
    bills: groupBy(dataset.bills, (one) => one.parent),
    scraps: groupBy(dataset.operations, (one) => one.item),
    terms: groupBy(dataset.itemSuppliers, (one) => one.item),
    substitutes: groupBy(dataset.substitutes, (one) => one.item),
  }
  const calendarOf = new Map(dataset.suppliers.map((one) => [one.supplier, one.calendar]))
  const items = new Map<string, PlannedItem>()
  for (const item of dataset.items) {
    const supplier = item.supply === 'buy' ? preferredSupplier(lists.terms.get(item.item) ?? []) : null
    const days = supplier ? daysOf(calendarOf.get(supplier.supplier)!) : site
    const leadTimeDays = supplier?.leadTimeDays ?? item.leadTimeDays
    const fence = item.planningFenceDays > 0 ? site.forward(today, item.planningFenceDays) : null
    const operations = item.supply === 'make' ? (lists.scraps.get(item.item) ?? []) : []
    const step = stepOf(item.decimals)
    const share = orderYield(item, operations)
    items.set(item.item, {
      item,
      step,
      yield: share,
      startPerGood: share === null ? null : scaleOf(invert(share), step),
      supplier,
      leadTimeDays,
      days,
      minLot: supplier ? supplier.minLot : item.minLot,
      lotMultiple: supplier ? supplier.lotMultiple : item.lotMultiple,
      earliest: days.forward(Math.max(days.forward(start, leadTimeDays), fence ?? 0), 0),
      fence,
      bill: item.supply === 'make' ? (lists.bills.get(item.item) ?? []) : [],
      workOrderBill: lists.bills.get(item.item) ?? [],
      substitutes: (lists.substitutes.get(item.item) ?? []).toSorted(
        (a, b) =>
          a.priority - b.priority ||
          compareKeys(a.substitute, b.substitute) ||
          compareKeys(b.parent ?? '', a.parent ?? ''),
      ),
    })
  }
  return { dataset, today, start, site, items }
}

/** Lowest priority number, then price, then key. */
const preferredSupplier = (terms: readonly ItemSupplier[]): ItemSupplier | null =>
  terms.toSorted(
    (a, b) =>
      a.priority - b.priority ||
      (a.price ?? Number.POSITIVE_INFINITY) - (b.price ?? Number.POSITIVE_INFINITY) ||
      compareKeys(a.supplier, b.supplier),
  )[0] ?? null
