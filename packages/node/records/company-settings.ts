import type { Session } from '../platform/database.ts'
import { readSetting, writeSetting } from '../platform/settings.store.ts'
import { anyBatchOfPerson, anyRecords } from './records.store.ts'
import { COMPANY_SETTING, DEMO_SETTING } from './setting-names.ts'

export const hasRecords = (session: Session): Promise<boolean> => anyRecords(session)

/** Whether there is anything that somebody gave or changed: it is never taken away to make room. */
export async function hasOwnRecords(session: Session): Promise<boolean> {
  if (!(await anyRecords(session))) return false
  return (await readSetting(session, DEMO_SETTING)) !== true || anyBatchOfPerson(session)
}

export async function nameCompany(session: Session, company: { name: string; isDemo: boolean }): Promise<void> {
  await writeSetting(session, DEMO_SETTING, company.isDemo)
  await writeSetting(session, COMPANY_SETTING, company.name)
}
