import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { OutboundFailure } from '../../platform/outbound-fetch.ts'
import { Refused } from '../../platform/problem.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { findPartner } from '../identity/partner.store.ts'
import type { Dataspace } from './dataspace.ts'

/** Where a service of a DID document may point to: the list of the versions that a connector speaks. */
const VERSIONS = '/.well-known/dspace-version'
const wrongVersions = wireCheck('dataspace/protocol-version')

/** Where a partner takes messages of the protocol, by its DID document; a list of versions is fetched and read. */
export async function addressOf(dataspace: Dataspace, id: string): Promise<string> {
  const { database, identity } = dataspace
  const partner = await findPartner(database, { id })
  if (!partner) throw new Refused('not-found', `partner (${id}) should exist`)
  if (partner.state !== 'active')
    throw new Refused('conflict', `partner (${partner.name}) is suspended; resume it first`)
  const address =
    (await identity.serviceOf(partner.did, 'DataService')) ?? (await identity.serviceOf(partner.did, 'CatalogService'))
  if (address === undefined)
    throw new Refused('conflict', `The DID document of ${partner.name} should name a DataService or CatalogService`)
  const base = address.replace(/\/+$/, '')
  return base.endsWith(VERSIONS) ? versionAt(dataspace, base) : base.replace(/\/catalog$/, '').replace(/\/+$/, '')
}

/** The address of version 2025-1 by HTTPS: its path is below that of the list itself. */
async function versionAt({ outboundFetch }: Dataspace, url: string): Promise<string> {
  const list = await fetchVersions(outboundFetch, url)
  const ours = list.filter((one) => one.version === '2025-1' && one.binding === 'HTTPS')
  const found = ours.find(isForDid) ?? ours[0]
  if (!found) throw new Refused('unavailable', `${url} should name version 2025-1 with the binding HTTPS`)
  const path = found.path as string
  const base = url.slice(0, -VERSIONS.length)
  const address = /^\/(?!\/)/.test(path) ? URL.parse(`${base}${path}`) : null
  if (address === null || address.origin !== URL.parse(url)?.origin || address.search !== '' || address.hash !== '')
    throw new Refused('unavailable', `${url} should name a path below its own address, not (${path.slice(0, 200)})`)
  return address.href.replace(/\/+$/, '')
}

/** Of several, one where a caller is known as we are: by the token of its DID. */
const isForDid = ({ auth }: JsonObject): boolean =>
  auth === undefined || (auth as JsonObject | null)?.protocol === 'DCP'

async function fetchVersions(outboundFetch: Dataspace['outboundFetch'], url: string): Promise<readonly JsonObject[]> {
  try {
    const { status, body } = await outboundFetch(url)
    if (status !== 200) throw new Refused('unavailable', `${url} answered ${status} in place of a list of versions`)
    const value = JSON.parse(body.toString('utf8')) as { readonly protocolVersions: readonly JsonObject[] }
    const wrong = wrongVersions(value)
    if (wrong !== null) throw new Refused('unavailable', `${url} should answer with the protocol’s versions: ${wrong}`)
    return value.protocolVersions
  } catch (error) {
    if (error instanceof OutboundFailure) throw new Refused('unavailable', `No list of versions: ${error.message}`)
    if (error instanceof SyntaxError) throw new Refused('unavailable', `${url} should answer with JSON`)
    throw error
  }
}
