import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk, type PromiseDesk, type Reservation } from '@headwater/engine/promising/promise-desk'
import { promiseLevers } from '@headwater/engine/promising/promise-levers'
import { promiseOrder, type PromiseRequest } from '@headwater/engine/promising/promise-order'
import { readDataset } from '@headwater/files/read-dataset'
import { answerQuestions } from '../platform/answer-questions.ts'

/** What the desk stands on; sent again when the plan changed. */
export interface DeskState {
  readonly kind: 'open'
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly forecasts: readonly ForecastBucket[]
  readonly operations: readonly ScheduledOperation[]
  readonly reservations: readonly Reservation[]
  readonly today: Day
  readonly now: Instant
}

export interface DeskQuestion {
  readonly kind: 'ask'
  readonly request: PromiseRequest
}

let desk: PromiseDesk | undefined

answerQuestions((message: DeskState | DeskQuestion) => {
  if (message.kind === 'open') return open(message)
  if (!desk) throw new Error('the desk should be opened first')
  if (!desk.context.items.has(message.request.item)) return null
  return { promise: promiseOrder(desk, message.request), levers: promiseLevers(desk, message.request) }
})

/** The same plan as the run made: planning is a function of its input. */
function open({ files, forecasts, operations, reservations, today, now }: DeskState): boolean {
  const read = readDataset(files, new Set(['sell_through']))
  if (!read.ok) throw new Error(read.failure.message)
  const dataset = { ...read.value.dataset, forecasts }
  const plan = planMaterials(dataset, today)
  const schedule = { operations, lateness: [], issues: [] }
  desk = openPromiseDesk(dataset, plan, schedule, { today, now, reservations })
  return true
}
