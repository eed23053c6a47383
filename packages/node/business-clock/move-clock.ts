import type { ClockView } from '../../../schemas/rest/clock.ts'
import { orderPlan } from '../planning/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { readSetting } from '../platform/settings.store.ts'
import { DEMO_SETTING, readBusinessDay, readSiteZone } from '../records/index.ts'

/** A clock this close to the machine's has not been moved. */
const SAME_MS = 60_000
const MOST_YEARS_MS = 30 * 366 * 86_400_000

export async function readClock(database: Database, clock: Clock): Promise<ClockView> {
  return {
    business: new Date(clock.business()).toISOString(),
    machine: new Date(clock.machine()).toISOString(),
    today: await readBusinessDay(database, clock),
    zone: await readSiteZone(database),
    isMovable: await isMovable(database, clock),
  }
}

/** Moves the business clock and plans anew as of that day. Refused for a company whose clock is the machine's: its dates are real. */
export async function moveClock(database: Database, clock: Clock, to: string | null): Promise<ClockView> {
  if (!(await isMovable(database, clock)))
    throw new Refused(
      'conflict',
      'The business clock of a real company is the machine’s; only that of the demo is moved',
    )
  const moment = to === null ? clock.machine() : Date.parse(to)
  if (Math.abs(moment - clock.machine()) > MOST_YEARS_MS)
    throw new Refused('invalid', `to (${to}) should be within 30 years of today`)
  await clock.moveBusiness(moment)
  await orderPlan(database)
  return readClock(database, clock)
}

const isMovable = async (database: Database, clock: Clock): Promise<boolean> =>
  Math.abs(clock.business() - clock.machine()) > SAME_MS || (await readSetting(database, DEMO_SETTING)) === true
