import { CONTEXT } from './messages.ts'
import type { JsonObject, Policy } from './policy.ts'

/** A dataset as its provider offers it. */
export interface OfferedDataset {
  readonly id: string
  readonly title: string
  /** Aspect and its version. */
  readonly aspect: string
  readonly formats: readonly string[]
  readonly offers: readonly { readonly id: string; readonly policy: Policy }[]
}

/** Who provides, and where. */
export interface ProviderFacts {
  readonly participantId: string
  /** Of the protocol. */
  readonly address: string
}

const SERVICE = 'service'

/** One page of a catalogue. An empty list is left out: the schema takes none. */
export function writeCatalogue(datasets: readonly OfferedDataset[], provider: ProviderFacts): JsonObject {
  const { participantId } = provider
  return {
    '@context': [CONTEXT],
    '@id': `${participantId}#catalogue`,
    '@type': 'Catalog',
    participantId,
    service: [serviceOf(provider)],
    ...(datasets.length === 0
      ? {}
      : { dataset: datasets.map((one) => writeDataset(one, `${participantId}#${SERVICE}`)) }),
  }
}

/** A dataset by itself carries the service that its catalogue would name. */
export const writeSingleDataset = (dataset: OfferedDataset, provider: ProviderFacts): JsonObject => ({
  '@context': [CONTEXT],
  ...writeDataset(dataset, serviceOf(provider)),
})

const serviceOf = ({ participantId, address }: ProviderFacts): JsonObject => ({
  '@id': `${participantId}#${SERVICE}`,
  '@type': 'DataService',
  endpointURL: address,
})

const writeDataset = (
  { id, title, aspect, formats, offers }: OfferedDataset,
  accessService: string | JsonObject,
): JsonObject => ({
  '@id': id,
  '@type': 'Dataset',
  'dct:title': title,
  'dct:conformsTo': aspect,
  hasPolicy: offers.map((one) => ({ '@id': one.id, '@type': 'Offer', ...(one.policy as JsonObject) })),
  distribution: formats.map((format) => ({ '@type': 'Distribution', format, accessService })),
})

/** The one filter that is honoured: datasets of one aspect. Null: none; undefined: another, which is refused. */
export function readFilter(filter: readonly unknown[]): string | null | undefined {
  if (filter.length === 0) return null
  const [one] = filter as readonly [Readonly<Record<string, unknown>> | null]
  if (filter.length > 1 || typeof one !== 'object' || one === null || Object.keys(one).length !== 3) return undefined
  const { leftOperand, operator, rightOperand } = one
  if (leftOperand !== 'dct:conformsTo' || operator !== 'eq') return undefined
  return typeof rightOperand === 'string' ? rightOperand : undefined
}
