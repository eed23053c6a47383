import type { Dataset } from '@headwater/domain/dataset'
import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Item } from '@headwater/domain/items/item'
import type { Operation } from '@headwater/domain/items/routing'
import { MICRO } from '@headwater/domain/measures/quantity'
import { ratioOf } from '@headwater/domain/measures/ratio'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import type { PinnedOperation, WorkOrder } from '@headwater/domain/orders/work-order'
import { ALWAYS_CALENDAR, STANDARD_CALENDAR, type WorkCalendar } from '@headwater/domain/resources/work-calendar'
import type { SetupTime, WorkCenter } from '@headwater/domain/resources/work-center'
import { type Random, seededRandom } from './random.ts'

export interface FactorySize {
  readonly jobs: number
  readonly centers: number
  readonly operations: number
  /** Share of what makes scheduling hard: batches, alternatives, night shifts, components; 0 = a plain job shop. */
  readonly spice: number
}

/** 2026-03-23, a Monday before a clock change in Europe. */
export const TODAY = 20_535
const ZONE = 'Europe/Berlin'

const NIGHTS: WorkCalendar = {
  calendar: 'nights',
  week: [[], ...Array.from({ length: 6 }, () => [{ start: 1320, end: 1800 }]), []],
  exceptions: new Map([[TODAY + 2, []]]),
}

/** A seeded factory with work orders over a few weeks, for tests and benchmarks; not fitted to any real one. */
export function drawFactory(seed: number, { jobs, centers, operations, spice }: FactorySize): Dataset {
  const random = seededRandom(seed)
  const whole = (most: number): number => Math.floor(random() * most)
  const chance = (): boolean => random() < spice
  const workCenters = Array.from({ length: centers }, (_, c) => drawCenter(c, { random, whole, chance }))
  const products = Math.max(2, Math.ceil(jobs / 4))
  const items = Array.from({ length: products }, (_, i) => drawItem(`ITEM-${i}`, chance() ? whole(5) / 100 : 0))
  const routing = items.flatMap((item) => drawRouting(item.item, { centers, operations, whole, chance }))
  const bills: BillLine[] = items.slice(1).flatMap((item, i) =>
    chance()
      ? [
          {
            parent: item.item,
            component: items[whole(i + 1)]!.item,
            line: null,
            quantity: ratioOf(MICRO),
            scrap: 0,
            validFrom: null,
            validTo: null,
            sequence: null,
          },
        ]
      : [],
  )
  const workOrders: WorkOrder[] = Array.from({ length: jobs }, (_, j) => {
    const due = TODAY + 1 + whole(Math.max(3, Math.ceil(jobs / 3)))
    return {
      order: `WO-${j}`,
      item: items[whole(products)]!.item,
      quantity: (1 + whole(40)) * MICRO,
      received: 0,
      startDate: null,
      dueDate: due,
      dueMoment: localToInstant(due + 1, 0, ZONE),
      priority: 1 + whole(9),
      earliestStart: chance() && chance() ? localToInstant(TODAY + whole(4), 600, ZONE) : null,
      status: chance() ? 'firm' : 'released',
    }
  })
  return {
    ...emptyDataset(),
    parameters: { ...emptyDataset().parameters, timeZone: ZONE },
    items,
    bills,
    operations: routing,
    workCenters,
    setupTimes: drawSetups(centers, { whole, chance }),
    workOrders,
    pinnedOperations: drawPins(workOrders, { routing, workCenters, chance, whole }),
  }
}

interface Draw {
  readonly whole: (most: number) => number
  readonly chance: () => boolean
}

const FAMILIES = ['red', 'green', 'blue']

function drawCenter(c: number, { random, whole, chance }: Draw & { random: Random }): WorkCenter {
  const calendar = chance() ? (['always', 'nights', 'standard'][whole(3)] as string) : 'standard'
  const efficiency = chance() ? Math.round((0.5 + random()) * 100) * 10_000 : MICRO
  const center = `C${c}`
  return {
    workCenter: center,
    name: center,
    calendar,
    efficiency,
    units: Array.from({ length: 1 + whole(2) }, (_, u) => ({
      workUnit: `${center}-${u + 1}`,
      workCenter: center,
      calendar,
      efficiency,
      currentFamily: chance() ? FAMILIES[whole(3)]! : null,
    })),
  }
}

const drawItem = (item: string, scrap: number): Item => ({
  item,
  name: item,
  unit: 'pcs',
  decimals: 0,
  style: null,
  attributes: {},
  supply: 'make',
  leadTimeDays: 2,
  safetyStock: 0,
  lotRule: 'lot-for-lot',
  fixedLot: null,
  periodDays: null,
  minLot: null,
  lotMultiple: null,
  maxLot: null,
  scrap: Math.round(scrap * MICRO),
  demandFenceDays: 0,
  planningFenceDays: 0,
})

function drawRouting(
  item: string,
  { centers, operations, whole, chance }: Draw & { centers: number; operations: number },
): Operation[] {
  return Array.from({ length: 1 + whole(2 * operations - 1) }, (_, k) => ({
    item,
    sequence: 10 * (k + 1),
    name: String(10 * (k + 1)),
    workCenter: `C${whole(centers)}`,
    setupMinutes: whole(40) * MICRO,
    runMinutes: whole(20) * MICRO + (chance() ? 333_333 : 0),
    setupFamily: chance() ? FAMILIES[whole(3)]! : null,
    transferBatch: chance() ? (1 + whole(8)) * MICRO : null,
    resumable: !(chance() && chance()),
    scrap: chance() && chance() ? 50_000 : 0,
    alternatives: chance()
      ? [{ workCenter: `C${whole(centers)}`, setupMinutes: whole(60) * MICRO, runMinutes: (1 + whole(20)) * MICRO }]
      : [],
  }))
}

const drawSetups = (centers: number, { whole, chance }: Draw): SetupTime[] =>
  FAMILIES.flatMap((from) =>
    FAMILIES.flatMap((to) =>
      chance()
        ? [
            {
              workCenter: chance() ? `C${whole(centers)}` : null,
              fromFamily: chance() ? from : null,
              toFamily: to,
              minutes: whole(50) * MICRO,
            },
          ]
        : [],
    ),
  ).filter(
    (one, i, all) =>
      all.findIndex(
        (other) =>
          other.workCenter === one.workCenter && other.fromFamily === one.fromFamily && other.toFamily === one.toFamily,
      ) === i,
  )

interface PinDraw extends Draw {
  readonly routing: readonly Operation[]
  readonly workCenters: readonly WorkCenter[]
}

/** At most one pin a unit, on the first operation of released orders, far enough to be kept. */
function drawPins(orders: readonly WorkOrder[], { routing, workCenters, chance, whole }: PinDraw): PinnedOperation[] {
  const taken = new Set<string>()
  const pins: PinnedOperation[] = []
  for (const order of orders) {
    if (order.status !== 'released' || order.earliestStart !== null || !chance() || !chance()) continue
    const operation = routing.find((one) => one.item === order.item)!
    const unit = workCenters.find((one) => one.workCenter === operation.workCenter)!.units[0]!
    if (unit.calendar !== 'standard' || taken.has(unit.workUnit) || !operation.resumable) continue
    taken.add(unit.workUnit)
    pins.push({
      order: order.order,
      sequence: operation.sequence,
      workUnit: unit.workUnit,
      start: localToInstant(TODAY + 1 + whole(3), 600, ZONE),
    })
  }
  return pins
}

/** Nothing known, and the parameters as they are by default. */
export const emptyDataset = (): Dataset => ({
  parameters: {
    timeZone: 'UTC',
    calendar: 'standard',
    expediteWindowDays: 30,
    expediteToleranceDays: 0,
    deferToleranceDays: 5,
    quantityTolerance: 100_000,
    increaseWindowDays: 0,
    frozenDays: 0,
    consumeBackDays: 0,
    consumeForwardDays: 0,
    demandFenceDays: 0,
    planningFenceDays: 0,
  },
  items: [],
  bills: [],
  substitutes: [],
  operations: [],
  workCenters: [],
  calendars: new Map([
    ['standard', STANDARD_CALENDAR],
    ['always', ALWAYS_CALENDAR],
    ['nights', NIGHTS],
  ]),
  setupTimes: [],
  stock: [],
  suppliers: [],
  itemSuppliers: [],
  salesOrders: [],
  purchaseOrders: [],
  workOrders: [],
  pinnedOperations: [],
  lastSchedule: [],
  forecasts: [],
  sellThrough: [],
})
