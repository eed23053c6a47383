import type { NewOverride } from '../../../schemas/rest/forecasting.ts'
import type { Database, Session } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { insertOverride, withdrawOverride } from './overrides.store.ts'
import { total, tryOverride } from './spread-override.ts'

export interface ForecastRoom {
  readonly database: Database
  /** Orders a plan in the background; answers its task. */
  readonly orderPlan: (session: Session) => Promise<string>
  readonly by: string
}

/**
 * Keeps what a planner knows better, for an item, a style, a category or all, in one place or all, and plans anew. Refused `invalid`:
 * no forecast of the current plan begins in those days, or the quantity is not in the items' steps.
 */
export function overrideForecast(
  { database, orderPlan, by }: ForecastRoom,
  order: NewOverride,
): Promise<{ id: number; task: string }> {
  if ((order.level === 'all') !== (order.key === null))
    throw new Refused('invalid', `key (${order.key}) should be an item, a style or a category, and null only for all`)
  return database.transaction(async (transaction) => {
    const tried = await tryOverride(transaction, { ...order, place: order.place ?? null })
    if (tried.fault !== null) throw new Refused('invalid', tried.message)
    const id = await insertOverride(transaction, order, { by, was: total(tried.before) })
    return { id, task: await orderPlan(transaction) }
  })
}

/** Takes an override back and plans anew. Refused `not-found`: none of this number is in force. */
export function endOverride(
  { database, orderPlan, by }: ForecastRoom,
  id: number,
): Promise<{ id: number; task: string }> {
  return database.transaction(async (transaction) => {
    if (!(await withdrawOverride(transaction, id, by)))
      throw new Refused('not-found', `forecast override (${id}) should be in force`)
    return { id, task: await orderPlan(transaction) }
  })
}
