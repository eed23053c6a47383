import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { KeptOverride } from '@headwater/engine/forecasting/apply-overrides'
import type { NewOverride } from '../../../schemas/rest/forecasting.ts'
import type { Session } from '../platform/database.ts'

export async function insertOverride(session: Session, order: NewOverride, by: string): Promise<number> {
  const { level, key, firstDay, lastDay, quantity, reason } = order
  const [row] = await session.query<{ id: number }>({
    text: `insert into forecast_override (level, key, first_day, last_day, quantity, given_by, reason)
           values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    values: [level, key, firstDay, lastDay, quantity, by, reason],
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

/** Overrides in force, in the order in which they were given. */
export async function loadOverrides(session: Session): Promise<readonly KeptOverride[]> {
  const rows = await session.query<{
    id: number
    level: KeptOverride['level']
    key: string | null
    first_day: string
    last_day: string
    quantity: string
    given_by: string
    given: Date
    reason: string
  }>({ text: 'select * from forecast_override where withdrawn is null order by id' })
  return rows.map((one) => ({
    id: one.id,
    level: one.level,
    key: one.key,
    firstDay: parseDay(one.first_day)!,
    lastDay: parseDay(one.last_day)!,
    quantity: parseMicro(one.quantity) as number,
    who: one.given_by,
    when: one.given.toISOString(),
    why: one.reason,
  }))
}
