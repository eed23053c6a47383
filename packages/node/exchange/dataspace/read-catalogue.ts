import { readFilter, writeCatalogue, writeSingleDataset } from '@headwater/exchange/dataspace/catalogue'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { Refused } from '../../platform/problem.ts'
import { findDataset, listCatalogue } from './dataset.store.ts'
import { type Dataspace, DSP_PATH, ownAddress, type Partner } from './dataspace.ts'

/** Datasets on a page. */
const PAGE = 100

/** GET /.well-known/dspace-version: which protocol we speak, where, and how to be known there. */
export const protocolVersions = (): JsonObject => ({
  protocolVersions: [
    {
      version: '2025-1',
      path: DSP_PATH,
      binding: 'HTTPS',
      identifierType: 'did:web',
      auth: { protocol: 'DCP', version: '1.0', profile: ['vc20-bssl/jwt', 'vc11-sl2021/jwt'] },
    },
  ],
})

export interface CataloguePage {
  readonly catalogue: JsonObject
  /** Address of the next page; null: this is the last. */
  readonly next: string | null
}

export interface CatalogueQuestion {
  readonly filter: readonly unknown[]
  /** Of the address that a page before gave. */
  readonly cursor: string | undefined
}

/** One page of what a partner may see, in the order in which it was added: later additions come on later pages. */
export async function readCatalogue(
  dataspace: Dataspace,
  partner: Partner,
  { filter, cursor }: CatalogueQuestion,
): Promise<CataloguePage> {
  const asked = readFilter(filter)
  if (asked === undefined)
    throw new Refused(
      'invalid',
      'filter should be empty, or [{"leftOperand": "dct:conformsTo", "operator": "eq", "rightOperand": ASPECT}]',
    )
  const { after, aspect } = cursor === undefined ? { after: 0, aspect: asked } : readCursor(cursor)
  if (cursor !== undefined && asked !== null && asked !== aspect)
    throw new Refused('invalid', 'filter should be that of the first page, or be left out')
  const found = await listCatalogue(dataspace.database, { partner: partner.id, aspect, after, most: PAGE + 1 })
  const datasets = found.slice(0, PAGE)
  const last = datasets.at(-1)
  const rest = found.length > PAGE && last ? writeCursor({ after: last.place, aspect }) : null
  return {
    catalogue: writeCatalogue(datasets, { participantId: dataspace.identity.did, address: ownAddress(dataspace) }),
    next: rest === null ? null : `${ownAddress(dataspace)}/catalog/request?cursor=${rest}`,
  }
}

interface Cursor {
  readonly after: number
  readonly aspect: string | null
}

const writeCursor = ({ after, aspect }: Cursor): string =>
  Buffer.from(JSON.stringify([after, aspect])).toString('base64url')

function readCursor(text: string): Cursor {
  try {
    const [after, aspect] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    if (Number.isSafeInteger(after) && (aspect === null || typeof aspect === 'string'))
      return { after: after as number, aspect }
  } catch {
    // Said below.
  }
  throw new Refused('invalid', `cursor (${text.slice(0, 60)}) should be that of a page before`)
}

/** One dataset; refused `not-found` where the partner may not see it. */
export async function readDataset(dataspace: Dataspace, partner: Partner, id: string): Promise<JsonObject> {
  const found = await findDataset(dataspace.database, partner.id, id)
  if (!found) throw new Refused('not-found', `dataset (${id}) should be one of our catalogue`)
  return writeSingleDataset(found, { participantId: dataspace.identity.did, address: ownAddress(dataspace) })
}
