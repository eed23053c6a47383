import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk, type PromiseDesk } from '@headwater/engine/promising/promise-desk'
import { type PromiseLever, promiseLevers } from '@headwater/engine/promising/promise-levers'
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
  /** Promised one after the other: what an earlier one takes a later one does not have. */
  readonly requests: readonly PromiseRequest[]
}

export interface DeskAnswer {
  readonly promise: DeliveryPromise
  readonly levers: readonly PromiseLever[]
}

export type DeskAnswers = { readonly answers: readonly DeskAnswer[] } | { readonly unknown: string }

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
  return promiseAll(desk, message.requests)
})

/** The answers in the order of the questions, or the item that is not known; the desk stays as it was. */
function promiseAll(from: PromiseDesk, requests: readonly PromiseRequest[]): DeskAnswers {
  const unknown = requests.find((one) => !from.context.items.has(one.item))
  if (unknown) return { unknown: unknown.item }
  let left = from
  const answers: DeskAnswer[] = []
  for (const request of requests) {
    const promise = promiseOrder(left, request)
    answers.push({ promise, levers: promiseLevers(left, request) })
    const { promised } = promise
    if (promised !== null && answers.length < requests.length)
      left = reserveGoods(left, [{ item: request.item, quantity: request.quantity, date: promised }])
  }
  return { answers }
}

/** The same plan as the run made: planning is a function of its input. */
function open({ files, forecasts, operations, today, now }: DeskState): PromiseDesk {
  const read = readDataset(files, new Set(['sell_through']))
  if (!read.ok) throw new Error(read.failure.message)
  const dataset = { ...read.value.dataset, forecasts }
  const plan = planMaterials(dataset, today)
  return openPromiseDesk(dataset, plan, { operations, lateness: [], issues: [] }, { today, now })
}
