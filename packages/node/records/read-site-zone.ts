import type { Session } from '../platform/database.ts'
import { findParameter } from './records.store.ts'

/** The site's time zone; UTC where none is kept. Parameters are checked before they are kept. */
export const readSiteZone = async (session: Session): Promise<string> =>
  (await findParameter(session, 'time_zone')) ?? 'UTC'
