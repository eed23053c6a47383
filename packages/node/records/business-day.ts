import { formatDay } from '@headwater/domain/measures/day'
import { dayOf } from '@headwater/domain/measures/time-zone'
import type { Clock } from '../platform/clock.ts'
import type { Session } from '../platform/database.ts'
import { readSiteZone } from './read-site-zone.ts'

/** Today in business, in the site's time zone. */
export const readBusinessDay = async (session: Session, clock: Clock): Promise<string> =>
  formatDay(dayOf(Math.floor(clock.business() / 1000), await readSiteZone(session)))
