import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { Result } from '@headwater/domain/outcome/result'
import { succeed } from '@headwater/domain/outcome/result'
import type { MaterialPlan, OrderLoad } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { applyOverrides, type KeptOverride } from '@headwater/engine/forecasting/apply-overrides'
import { forecastItems } from '@headwater/engine/forecasting/forecast-items'
import { withForecasts } from '@headwater/engine/forecasting/with-forecasts'
import { orderLoads } from '@headwater/engine/planning/capacity-load'
import { planMaterials } from '@headwater/engine/planning/plan-materials'
import { scheduleFactory } from '@headwater/engine/scheduling/schedule-factory'
import { readDataset } from '@headwater/files/read-dataset'
import { type OrderProjection, projectOrders } from './project-orders.ts'

export interface PlanQuestion {
  /** The company's records as files of the contract. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly today: Day
  readonly now: Instant
  /** Seconds of search for the schedule. */
  readonly searchSeconds: number
  /** What planners know better, in the order in which they said it. */
  readonly overrides: readonly KeptOverride[]
  readonly seed: number
}

export interface PlanAnswer {
  readonly forecasts: readonly ForecastBucket[]
  readonly quantiles: readonly ForecastQuantiles[]
  /** By place in `forecasts`: the override that its quantity comes from. */
  readonly overrideOf: ReadonlyMap<number, number>
  readonly plan: MaterialPlan
  readonly loads: readonly OrderLoad[]
  readonly schedule: Schedule
  readonly orders: readonly OrderProjection[]
  readonly itemNames: ReadonlyMap<string, string>
}

export type PlanStep = 'forecast' | 'plan' | 'schedule' | 'explain'

/** From sales to dates in one go: forecast, material plan, schedule, and each order line's projected date with its cause. */
export function computePlan(
  { files, today, now, searchSeconds, overrides, seed }: PlanQuestion,
  { onStep, clock }: { onStep: (step: PlanStep) => void; clock: () => number },
): Result<PlanAnswer> {
  const read = readDataset(files)
  if (!read.ok) return read
  const given = read.value.dataset
  onStep('forecast')
  const { forecasts, quantiles } = forecastItems(given, today)
  const expected = withForecasts(given, forecasts)
  const overridden = applyOverrides(expected.forecasts, overrides, given.items)
  const dataset = { ...expected, forecasts: overridden.forecasts }
  onStep('plan')
  const plan = planMaterials(dataset, today)
  onStep('schedule')
  const deadline = clock() + searchSeconds * 1000
  const schedule = scheduleFactory(dataset, plan, now, { seed, shouldStop: () => clock() >= deadline })
  onStep('explain')
  return succeed({
    forecasts: dataset.forecasts,
    quantiles,
    overrideOf: overridden.overrideOf,
    plan,
    loads: orderLoads(dataset, plan, today),
    schedule,
    orders: projectOrders(dataset, { plan, schedule, now }),
    itemNames: new Map(dataset.items.map((one) => [one.item, one.name])),
  })
}
