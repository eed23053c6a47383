import { CONTEXT } from '@headwater/exchange/dataspace/messages'
import { type JsonObject, readPolicy } from '@headwater/exchange/dataspace/policy'
import type { PartnerCatalogue } from '../../../../schemas/rest/dataspace.ts'
import { Refused } from '../../platform/problem.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { findPartner } from '../identity/partner.store.ts'
import { askPartner } from './call-partner.ts'
import type { Dataspace } from './dataspace.ts'
import { addressOf } from './partner-address.ts'

const REQUEST: JsonObject = { '@context': [CONTEXT], '@type': 'CatalogRequestMessage' }

/** What a partner offers us now, a page of it; refused `unavailable` where it does not say so in the protocol's form. */
export async function readPartnerCatalogue(
  dataspace: Dataspace,
  id: string,
  cursor: string | undefined,
): Promise<PartnerCatalogue> {
  const address = await addressOf(dataspace, id)
  const { did } = (await findPartner(dataspace.database, { id }))!
  const url = cursor === undefined ? `${address}/catalog/request` : pageOf(address, cursor)
  const { body, link } = await askPartner(dataspace, { did, url, body: REQUEST })
  const fault = wireCheck('dataspace/catalog')(body)
  if (fault !== null) throw new Refused('unavailable', `The partner’s catalogue is not of the protocol: ${fault}`)
  const datasets = (body.dataset ?? []) as readonly JsonObject[]
  return { datasets: datasets.map(datasetOf), next: nextOf(link, url) }
}

/** The address of a next page is a partner's word: it stays at the partner. */
function pageOf(address: string, cursor: string): string {
  const url = URL.parse(cursor, `${address}/`)
  if (url?.origin !== new URL(address).origin) throw new Refused('invalid', 'cursor should be that of a page before')
  return url.href
}

function nextOf(link: string | null, from: string): string | null {
  const found = link?.split(',').find((one) => /;\s*rel="?next"?/.test(one))
  const target = found && /<([^>]*)>/.exec(found)?.[1]
  return target === undefined ? null : (URL.parse(target, from)?.href ?? null)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function datasetOf(dataset: JsonObject): PartnerCatalogue['datasets'][number] {
  const offers = dataset.hasPolicy as readonly JsonObject[]
  const distributions = dataset.distribution as readonly JsonObject[]
  return {
    id: dataset['@id'] as string,
    title: textOf(dataset['dct:title'] ?? dataset.title),
    aspect: textOf(dataset['dct:conformsTo'] ?? dataset.conformsTo),
    formats: distributions.map((one) => one.format as string),
    offers: offers.map((one) => ({ id: one['@id'] as string, policy: { ...readPolicy(one) } })),
  }
}
