import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { openPromiseDesk, type PromiseDesk } from '@headwater/engine/promising/promise-desk'
import { type PromiseLever, promiseLevers } from '@headwater/engine/promising/promise-levers'
import { type PromiseRequest, promiseOrder } from '@headwater/engine/promising/promise-order'
import { type Reservation, reserveGoods } from '@headwater/engine/promising/reserve-goods'
import { readDataset } from '@headwater/files/read-dataset'
import { followLast } from '../planning/index.ts'
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
  /** Open sales order lines, `SO-1|1`, that what is asked stands in place of: answered as if they were not there. */
  readonly without: readonly string[]
}

export interface DeskAnswer {
  readonly promise: DeliveryPromise
  readonly levers: readonly PromiseLever[]
}

export type DeskAnswers = { readonly answers: readonly DeskAnswer[] } | { readonly unknown: string }

interface Opened {
  /** All that the desk stands on. */
  readonly basis: Basis
  /** Without what is reserved. */
  readonly desk: PromiseDesk
}

interface Basis {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly state: Pick<DeskState, 'operations' | 'today' | 'now'>
}

let opened: Opened | undefined
let reservations: readonly Reservation[] = []
let desk: PromiseDesk | undefined
/** The last desk without some lines: a question is often asked again with another quantity. */
let partial: { readonly key: string; readonly desk: PromiseDesk } | undefined

answerQuestions((message: DeskState | DeskReservations | DeskQuestion) => {
  if (message.kind === 'open') {
    opened = open(message)
    reservations = []
    desk = opened.desk
    partial = undefined
    return true
  }
  if (!opened || !desk) throw new Error('the desk should be opened first')
  if (message.kind === 'reserve') {
    reservations = message.reservations
    desk = reserveGoods(opened.desk, reservations)
    partial = undefined
    return true
  }
  return promiseAll(message.without.length === 0 ? desk : deskWithout(opened.basis, message.without), message.requests)
})

/** The desk as it would be without some order lines: a plan without them, in which the schedule in force stays where it can. */
function deskWithout({ dataset, plan, state }: Basis, without: readonly string[]): PromiseDesk {
  const key = without.join('\n')
  if (partial?.key === key) return partial.desk
  const gone = new Set(without)
  const salesOrders = dataset.salesOrders.filter((one) => !gone.has(`${one.order}|${one.line}`))
  const left = { ...dataset, salesOrders }
  const next = planMaterials(left, state.today)
  const planned = Array.from(plan.plannedOrders, ({ plannedOrder, item, dueDate }) => ({
    order: plannedOrder,
    item,
    due: dueDate,
  }))
  const schedule = followLast({ operations: state.operations, planned, restored: [] }, left, next)
  partial = { key, desk: reserveGoods(openPromiseDesk(left, next, schedule, state), reservations) }
  return partial.desk
}

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
function open({ files, forecasts, operations, today, now }: DeskState): Opened {
  const read = readDataset(files, new Set(['sell_through']))
  if (!read.ok) throw new Error(read.failure.message)
  const dataset = { ...read.value.dataset, forecasts }
  const plan = planMaterials(dataset, today)
  const state = { operations, today, now }
  return {
    basis: { dataset, plan, state },
    desk: openPromiseDesk(dataset, plan, { operations, lateness: [], issues: [] }, state),
  }
}
