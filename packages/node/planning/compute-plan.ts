import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import type { ForecastBasis } from '@headwater/domain/demand/forecast-basis'
import { type Day, mondayOf } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { Result } from '@headwater/domain/outcome/result'
import { succeed } from '@headwater/domain/outcome/result'
import type { MaterialPlan, OrderLoad } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { applyOverrides, type OverridesInForce } from '@headwater/engine/forecasting/apply-overrides'
import { forecastItems } from '@headwater/engine/forecasting/forecast-items'
import type { PlaceBucket } from '@headwater/engine/forecasting/split-by-place'
import { withForecasts } from '@headwater/engine/forecasting/with-forecasts'
import { orderLoads } from '@headwater/engine/planning/capacity-load'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import type { Objective } from '@headwater/engine/scheduling/objective'
import { resumeSchedule } from '@headwater/engine/scheduling/resume-schedule'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { openLateDesk } from '@headwater/engine/scheduling/why-late'
import { readDataset } from '@headwater/files/read-dataset'
import { followLast, type LastSchedule } from './follow-last.ts'
import { type OrderProjection, projectOrders } from './project-orders.ts'
import { type StoredView, viewSchedule } from './schedule-view.ts'

export interface PlanQuestion {
  /** The company's records as files of the contract. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly today: Day
  readonly now: Instant
  /** Seconds of search for the schedule. */
  readonly searchSeconds: number
  /** What planners know better. */
  readonly overrides: OverridesInForce
  readonly seed: number
  /** The schedule to go on from; without it the schedule is made from nothing. */
  readonly last?: LastSchedule | null
  /** Shared with whoever asked: not 0 ends the search and keeps the best. */
  readonly stop?: Int32Array
}

/** The forecasts that a plan is made from, and where they come from. */
export interface ForecastAnswer {
  readonly forecasts: readonly ForecastBucket[]
  readonly quantiles: readonly ForecastQuantiles[]
  readonly bases: readonly ForecastBasis[]
  /** By place in `forecasts`: its quantity without overrides. */
  readonly baseline: readonly Micro[]
  /** By place in `forecasts`: the override that its quantity comes from. */
  readonly overrideOf: ReadonlyMap<number, number>
  readonly parts: readonly PlaceBucket[]
  /** Items whose forecast was given and not made. */
  readonly given: ReadonlySet<string>
  /** Monday of the week of today. */
  readonly firstWeek: Day
}

export interface PlanAnswer extends ForecastAnswer {
  readonly plan: MaterialPlan
  readonly loads: readonly OrderLoad[]
  readonly schedule: Schedule
  readonly orders: readonly OrderProjection[]
  readonly itemNames: ReadonlyMap<string, string>
  readonly view: StoredView
}

export type PlanStep = 'forecast' | 'plan' | 'schedule' | 'explain'

export interface PlanWatch {
  readonly onStep: (step: PlanStep) => void
  /** Each better schedule that the search finds, the first one included. */
  readonly onImprove?: (objective: Objective) => void
  readonly clock: () => number
}

/** From sales to dates in one go: forecast, material plan, schedule, and each order line's projected date with its cause. */
export function computePlan(question: PlanQuestion, watch: PlanWatch): Result<PlanAnswer> {
  const { today, now } = question
  const planned = planFiles(question, watch.onStep)
  if (!planned.ok) return planned
  const { dataset, plan, forecast } = planned.value
  watch.onStep('schedule')
  const schedule = schedulePlan(question, { dataset, plan }, watch)
  watch.onStep('explain')
  const desk = openLateDesk(dataset, plan, schedule, now)
  const orders = projectOrders(dataset, { plan, schedule, desk })
  return succeed({
    ...forecast,
    plan,
    loads: orderLoads(dataset, plan, today),
    schedule,
    orders,
    itemNames: new Map(dataset.items.map((one) => [one.item, one.name])),
    view: viewSchedule({ dataset, plan, placed: desk.placed, orders, now }),
  })
}

export interface PlannedFiles {
  /** With the forecasts of its sales. */
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly forecast: ForecastAnswer
}

/** What comes before the schedule: forecasts and material plan, a function of records and day. */
export function planFiles(
  { files, today, overrides }: Pick<PlanQuestion, 'files' | 'today' | 'overrides'>,
  onStep: (step: PlanStep) => void = () => {},
): Result<PlannedFiles> {
  const read = readDataset(files)
  if (!read.ok) return read
  const given = read.value.dataset
  onStep('forecast')
  const { forecasts, quantiles, bases } = forecastItems(given, today)
  const expected = withForecasts(given, forecasts)
  const overridden = applyOverrides(expected.forecasts, overrides, given.items)
  const dataset = { ...expected, forecasts: overridden.forecasts }
  onStep('plan')
  const forecast = {
    ...overridden,
    quantiles,
    bases,
    baseline: expected.forecasts.map((one) => one.quantity),
    given: new Set(given.forecasts.map((one) => one.item)),
    firstWeek: mondayOf(today),
  }
  return succeed({ dataset, plan: planMaterials(dataset, today), forecast })
}

function schedulePlan(
  { now, searchSeconds, seed, last, stop }: PlanQuestion,
  { dataset, plan }: { dataset: Dataset; plan: MaterialPlan },
  { clock, onImprove = () => {} }: PlanWatch,
): Schedule {
  const deadline = clock() + searchSeconds * 1000
  const shouldStop = (): boolean => clock() >= deadline || (stop !== undefined && Atomics.load(stop, 0) !== 0)
  const options = { seed, shouldStop, onImprove }
  if (!last) return scheduleFactory(dataset, plan, now, options)
  const schedule = followLast(last, dataset, plan)
  return resumeSchedule({ dataset, plan, schedule, start: now }, options)
}
