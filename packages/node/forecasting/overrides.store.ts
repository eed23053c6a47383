import { parseDay } from '@headwater/domain/measures/day'
import { formatMicro, type Micro, parseMicro } from '@headwater/domain/measures/quantity'
import type { KeptOverride, OverridesInForce } from '@headwater/engine/forecasting/apply-overrides'
import type { NewOverride } from '../../../schemas/rest/forecasting.ts'
import type { Session } from '../platform/database.ts'
import { loadSalesByPlace } from './place-sales.store.ts'

/** `was`: the sum of its buckets as they were. */
export async function insertOverride(
  session: Session,
  order: NewOverride,
  { by, was }: { readonly by: string; readonly was: Micro },
): Promise<number> {
  const { level, key, place, firstDay, lastDay, quantity, reason } = order
  const [row] = await session.query<{ id: number }>({
    text: `insert into forecast_override (level, key, place, first_day, last_day, quantity, was, given_by, reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    values: [level, key, place ?? null, firstDay, lastDay, quantity, formatMicro(was), by, reason],
  })
  return row!.id
}

/** False: there is none of this number in force. */
export async function withdrawOverride(session: Session, id: number, by: string): Promise<boolean> {
  const rows = await session.query<{ id: number }>({
    text: `update forecast_override set withdrawn = now(), withdrawn_by = $2
           where id = $1 and withdrawn is null returning id`,
    values: [id, by],
  })
  return rows.length > 0
}

/** Overrides in force, and what they need to be spread. */
export async function loadOverrides(session: Session): Promise<OverridesInForce> {
  const rows = await session.query<{
    id: number
    level: KeptOverride['level']
    key: string | null
    place: string | null
    first_day: string
    last_day: string
    quantity: string
    given_by: string
    given: Date
    reason: string
  }>({ text: 'select * from forecast_override where withdrawn is null order by id' })
  const kept = rows.map((one) => ({
    id: one.id,
    level: one.level,
    key: one.key,
    place: one.place,
    firstDay: parseDay(one.first_day)!,
    lastDay: parseDay(one.last_day)!,
    quantity: parseMicro(one.quantity) as number,
    who: one.given_by,
    when: one.given.toISOString(),
    why: one.reason,
  }))
  return { kept, sales: kept.some((one) => one.place !== null) ? await loadSalesByPlace(session) : new Map() }
}
