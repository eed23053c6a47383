import { MICRO } from '@headwater/domain/measures/quantity'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../scheduling/random.ts'
import { drawCompany, PLAN_DAY } from './draw-company.suite.ts'
import { planMaterials } from './plan-materials.ts'

const companies = Array.from({ length: process.env.HEADWATER_TEST_SCALE === 'full' ? 60 : 12 }, (_, i) =>
  drawCompany(i + 1, { items: 20 + 13 * (i % 7), weeks: 4 + (i % 9) }),
)

describe('a material plan', () => {
  it('gives no more of any supply than it has, and every need what it asked for', () => {
    for (const dataset of companies) {
      const plan = planMaterials(dataset, PLAN_DAY)
      const given = new Map<string, number>()
      const taken = new Map<string, number>()
      for (const peg of plan.pegging) {
        const supply = `${peg.supplyType}|${peg.supply}`
        given.set(supply, (given.get(supply) ?? 0) + peg.quantity)
        const need = `${peg.demandType}|${peg.demand}|${peg.demandLine}`
        taken.set(need, (taken.get(need) ?? 0) + peg.quantity)
      }
      for (const one of plan.plannedOrders)
        expect(given.get(`planned_order|${one.plannedOrder}`) ?? 0).toBeLessThanOrEqual(one.quantity)
      for (const one of dataset.stock) expect(given.get(`stock|${one.item}`) ?? 0).toBeLessThanOrEqual(one.quantity)
      for (const one of dataset.salesOrders)
        if (one.quantity > one.shipped)
          expect(taken.get(`sales_order|${one.order}|${one.line}`)).toBe(one.quantity - one.shipped)
    }
  })

  it('never adds orders to forecast: a week’s demand is the greater of both', () => {
    for (const dataset of companies) {
      const plan = planMaterials(dataset, PLAN_DAY)
      for (const bucket of dataset.forecasts.slice(0, 40)) {
        const ordered = dataset.salesOrders
          .filter((one) => one.item === bucket.item && one.dueDate >= bucket.firstDay && one.dueDate <= bucket.lastDay)
          .reduce((sum, one) => sum + one.quantity, 0)
        const demand = plan.pegging
          .filter(
            (one) =>
              one.demandType === 'forecast' && one.demand.startsWith(`${bucket.item}@`) && one.item === bucket.item,
          )
          .filter((one) => one.demand.endsWith(new Date(bucket.firstDay * 86_400_000).toISOString().slice(0, 10)))
          .reduce((sum, one) => sum + one.quantity, 0)
        expect(ordered + demand).toBe(Math.max(ordered, bucket.quantity))
      }
    }
  })

  it('is the same again, whatever the order of its input', () => {
    const random = seededRandom(5)
    const shuffled = <T>(list: readonly T[]): T[] =>
      list
        .map((one) => ({ one, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
    for (const dataset of companies.slice(0, 6)) {
      const mixed = {
        ...dataset,
        items: shuffled(dataset.items),
        bills: shuffled(dataset.bills),
        salesOrders: shuffled(dataset.salesOrders),
        forecasts: shuffled(dataset.forecasts),
        stock: shuffled(dataset.stock),
      }
      const key = (one: object): string => JSON.stringify(one)
      const sorted = (rows: Iterable<object>): string[] => Array.from(rows, key).sort()
      const [a, b] = [planMaterials(dataset, PLAN_DAY), planMaterials(mixed, PLAN_DAY)]
      expect(sorted(b.plannedOrders)).toEqual(sorted(a.plannedOrders))
      expect(sorted(b.pegging)).toEqual(sorted(a.pegging))
      expect(sorted(b.actions)).toEqual(sorted(a.actions))
    }
  })

  it('releases nothing before its components and makes nothing before it is released', () => {
    for (const dataset of companies) {
      const plan = planMaterials(dataset, PLAN_DAY)
      const release = new Map(plan.plannedOrders.map((one) => [one.plannedOrder, one]))
      for (const peg of plan.pegging)
        if (peg.demandType === 'planned_order')
          expect(release.get(peg.demand)!.releaseDate).toBeGreaterThanOrEqual(peg.availableDate)
      for (const one of plan.plannedOrders) expect(one.dueDate).toBeGreaterThanOrEqual(one.releaseDate)
      expect(plan.plannedOrders.filter((one) => one.quantity <= 0 || one.quantity % MICRO !== 0)).toEqual([])
    }
  })
})
