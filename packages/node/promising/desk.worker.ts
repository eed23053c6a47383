import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk, type PromiseDesk } from '@headwater/engine/promising/promise-desk'
import { promiseLevers } from '@headwater/engine/promising/promise-levers'
import { type PromiseRequest, promiseOrder } from '@headwater/engine/promising/promise-order'
import { type Reservation, reserveGoods } from '@headwater/engine/promising/reserve-goods'
import { readDataset } from '@headwater/files/read-dataset'
import { answerQuestions } from '../platform/answer-questions.ts'

/** What the desk stands on; sent again when plan, records or day changed. */
export interface DeskState {
  readonly kind: 'open'
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly forecasts: readonly ForecastBucket[]
  readonly operations: readonly ScheduledOperation[]
  readonly today: Day
  readonly now: Instant
}

/** All that is reserved; sent again when a reservation was given, released or ran out. */
export interface DeskReservations {
  readonly kind: 'reserve'
  readonly reservations: readonly Reservation[]
}

export interface DeskQuestion {
  readonly kind: 'ask'
  readonly request: PromiseRequest
}

/** The desk without and with what is reserved. */
let opened: PromiseDesk | undefined
let desk: PromiseDesk | undefined

answerQuestions((message: DeskState | DeskReservations | DeskQuestion) => {
  if (message.kind === 'open') {
    opened = open(message)
    desk = opened
    return true
  }
  if (!opened || !desk) throw new Error('the desk should be opened first')
  if (message.kind === 'reserve') {
    desk = reserveGoods(opened, message.reservations)
    return true
  }
  if (!desk.context.items.has(message.request.item)) return null
  return { promise: promiseOrder(desk, message.request), levers: promiseLevers(desk, message.request) }
})

/** The same plan as the run made: planning is a function of its input. */
function open({ files, forecasts, operations, today, now }: DeskState): PromiseDesk {
  const read = readDataset(files, new Set(['sell_through']))
  if (!read.ok) throw new Error(read.failure.message)
  const dataset = { ...read.value.dataset, forecasts }
  const plan = planMaterials(dataset, today)
  return openPromiseDesk(dataset, plan, { operations, lateness: [], issues: [] }, { today, now })
}
