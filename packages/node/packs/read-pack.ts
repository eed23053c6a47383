import type { PackView } from '../../../schemas/rest/packs.ts'
import type { Session } from '../platform/database.ts'
import { defaultPack, packNames, readPackFile } from '../platform/packs.ts'
import { readSetting } from '../platform/settings.store.ts'

/** The pack of a company's industry. */
export const PACK_SETTING = 'pack'

/** The name of a pack's demo company. */
export const demoCompany = (pack: string): string => (readPackFile(pack, 'demo.json') as { company: string }).company

const kept = new Map<string, PackView>()

/** The attributes of a company's industry, in the order of its pack; a company that has named none has those of the default. */
export async function readPack(session: Session): Promise<PackView> {
  const named = await readSetting(session, PACK_SETTING)
  const pack = typeof named === 'string' && packNames().includes(named) ? named : defaultPack()
  const known = kept.get(pack)
  if (known) return known
  const { attributes } = readPackFile(pack, 'pack.json') as Pick<PackView, 'attributes'>
  const view = { pack, attributes }
  kept.set(pack, view)
  return view
}
