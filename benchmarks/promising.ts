import { localToInstant } from '@headwater/domain/measures/time-zone'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk } from '@headwater/engine/promising/promise-desk'
import { promiseOrder } from '@headwater/engine/promising/promise-order'
import { drawFactory, TODAY } from '@headwater/engine/scheduling/draw-factory.suite'
import { seededRandom } from '@headwater/engine/scheduling/random'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { atLeast, atMost, type BenchRow, median } from './bench-row.ts'

export const topic = 'promising'

const QUESTIONS = 1000
const WARM = 100

/** Questions to an open desk: any item, 1 to 60 pieces, wanted within three weeks, most of them by capacity. */
export function rows(): Promise<readonly BenchRow[]> {
  const dataset = drawFactory(5, { jobs: 2000, centers: 40, operations: 3, spice: 0.3 })
  const now = localToInstant(TODAY, 0, dataset.parameters.timeZone)
  const plan = planMaterials(dataset, TODAY)
  const schedule = scheduleFactory(dataset, plan, now, { seed: 1, shouldStop: () => false, iterations: 0 })
  const desk = openPromiseDesk(dataset, plan, schedule, { today: TODAY, now })
  const random = seededRandom(9)
  const times: number[] = []
  for (let i = 0; i < WARM + QUESTIONS; i++) {
    const item = dataset.items[Math.floor(random() * dataset.items.length)]!.item
    const request = { item, quantity: (1 + Math.floor(random() * 60)) * 1e6, wanted: TODAY + Math.floor(random() * 21) }
    const started = performance.now()
    promiseOrder(desk, request)
    if (i >= WARM) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return Promise.resolve([
    atLeast({
      topic,
      metric: 'open operations on the desk',
      value: schedule.operations.length,
      unit: '',
      anchor: '',
      must: 5000,
      goal: null,
    }),
    atMost({
      topic,
      metric: `promise p50 of ${QUESTIONS}`,
      value: median(times),
      unit: 'ms',
      anchor: '',
      must: null,
      goal: 5,
    }),
    atMost({
      topic,
      metric: `promise p99 of ${QUESTIONS}`,
      value: times[Math.floor(QUESTIONS * 0.99)]!,
      unit: 'ms',
      anchor: '',
      must: 20,
      goal: 10,
    }),
  ])
}
