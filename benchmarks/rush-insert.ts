import { localToInstant } from '@headwater/domain/measures/time-zone'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { drawFactory, TODAY } from '@headwater/engine/scheduling/draw-factory.suite'
import { insertRush } from '@headwater/engine/scheduling/insert-rush'
import { openFactory, scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { atMost, type BenchRow, median } from './bench-row.ts'

export const topic = 'scheduling'

const RUSHES = 7

/** One call: the order goes in where the schedule suffers least, and everything that moves is listed. */
export function rows(): Promise<readonly BenchRow[]> {
  const dataset = drawFactory(5, { jobs: 2000, centers: 40, operations: 3, spice: 0.3 })
  const start = localToInstant(TODAY, 0, dataset.parameters.timeZone)
  const plan = planMaterials(dataset, TODAY)
  const { problem } = openFactory(dataset, plan, start)
  const times: number[] = []
  let operations = 0
  let moved = 0
  for (let i = 0; i < RUSHES; i++) {
    const { order } = problem.jobs[Math.floor(((i + 0.5) * problem.jobs.length) / RUSHES)]!
    const before = { ...dataset, workOrders: dataset.workOrders.filter((one) => one.order !== order) }
    const schedule = scheduleFactory(before, planMaterials(before, TODAY), start, {
      seed: 1,
      shouldStop: () => false,
      iterations: 0,
    })
    const rushed = {
      ...dataset,
      workOrders: dataset.workOrders.map((one) =>
        one.order === order ? { ...one, priority: 1, dueMoment: start + 86_400 } : one,
      ),
    }
    const started = performance.now()
    const answer = insertRush({ dataset: rushed, plan, schedule, start, order })
    times.push((performance.now() - started) / 1000)
    operations = answer.schedule.operations.length
    moved = answer.moved.length
  }
  return Promise.resolve([
    atMost({
      topic,
      metric: `rush insert among ${operations} operations (${moved} moved), median of ${RUSHES}`,
      value: median(times),
      unit: 's',
      anchor: '',
      must: 1,
      goal: 0.3,
    }),
  ])
}
