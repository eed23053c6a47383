import { localToInstant } from '@headwater/domain/measures/time-zone'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk, type PromiseDesk } from '@headwater/engine/promising/promise-desk'
import { promiseLevers } from '@headwater/engine/promising/promise-levers'
import { promiseOrder } from '@headwater/engine/promising/promise-order'
import { drawFactory, TODAY } from '@headwater/engine/scheduling/draw-factory.suite'
import { seededRandom } from '@headwater/engine/scheduling/random'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { atLeast, atMost, type BenchRow, median } from './bench-row.ts'

export const topic = 'promising'

const QUESTIONS = 1000
const WARM = 100

export function rows(): Promise<readonly BenchRow[]> {
  const dataset = drawFactory(5, { jobs: 2000, centers: 40, operations: 3, spice: 0.3 })
  const now = localToInstant(TODAY, 0, dataset.parameters.timeZone)
  const plan = planMaterials(dataset, TODAY)
  const schedule = scheduleFactory(dataset, plan, now, { seed: 1, shouldStop: () => false, iterations: 0 })
  const { answers, levers } = measure(openPromiseDesk(dataset, plan, schedule, { today: TODAY, now }))
  const last = Math.floor(QUESTIONS * 0.99)
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
      value: median(answers),
      unit: 'ms',
      anchor: '',
      must: null,
      goal: 0.3,
    }),
    atMost({
      topic,
      metric: `promise p99 of ${QUESTIONS}`,
      value: answers[last]!,
      unit: 'ms',
      anchor: '',
      must: 20,
      goal: 2,
    }),
    atMost({
      topic,
      metric: `what would make it earlier, p99 of ${QUESTIONS}`,
      value: levers[last]!,
      unit: 'ms',
      anchor: '',
      must: 20,
      goal: 5,
    }),
  ])
}

/** Milliseconds of questions to an open desk, ascending: any item, 1 to 60 pieces, wanted within three weeks, most of them by capacity. */
function measure(desk: PromiseDesk): { answers: number[]; levers: number[] } {
  const { items } = desk.context.dataset
  const random = seededRandom(9)
  const answers: number[] = []
  const levers: number[] = []
  for (let i = 0; i < WARM + QUESTIONS; i++) {
    const { item } = items[Math.floor(random() * items.length)]!
    const request = { item, quantity: (1 + Math.floor(random() * 60)) * 1e6, wanted: TODAY + Math.floor(random() * 21) }
    const started = performance.now()
    promiseOrder(desk, request)
    const answered = performance.now()
    promiseLevers(desk, request)
    if (i < WARM) continue
    answers.push(answered - started)
    levers.push(performance.now() - answered)
  }
  for (const times of [answers, levers]) times.sort((a, b) => a - b)
  return { answers, levers }
}
