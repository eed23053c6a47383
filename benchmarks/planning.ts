import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { atMost, type BenchRow, median } from './bench-row.ts'
import { drawCompany, PLAN_DAY } from './draw-plan.ts'

export const topic = 'planning'

const RUNS = 5

/** A whole plan with pegging, from the dataset in memory to the plan in memory. */
export function rows(): Promise<readonly BenchRow[]> {
  const dataset = drawCompany(1, { items: 10_000, weeks: 52 })
  const times: number[] = []
  let pegs = 0
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now()
    const plan = planMaterials(dataset, PLAN_DAY)
    times.push((performance.now() - started) / 1000)
    pegs = plan.pegging.length
  }
  return Promise.resolve([
    atMost({
      topic,
      metric: `10,000 items × 52 weeks, pegged (${pegs} pegs), median of ${RUNS}`,
      value: median(times),
      unit: 's',
      anchor: '',
      must: 1,
      goal: 0.5,
    }),
  ])
}
