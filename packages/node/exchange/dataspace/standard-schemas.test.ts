import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCatalogue, writeSingleDataset } from '@headwater/exchange/dataspace/catalogue'
import { writeError, writeNegotiation, writeTransfer } from '@headwater/exchange/dataspace/messages'
import {
  type Negotiation,
  type OwnAction,
  openingOf,
  speakInNegotiation,
} from '@headwater/exchange/dataspace/negotiation'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import {
  type OwnTransferAction,
  requestOfTransfer,
  speakInTransfer,
  type Transfer,
} from '@headwater/exchange/dataspace/transfer'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, test } from 'vitest'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { protocolVersions } from './read-catalogue.ts'

const shared = process.env.HEADWATER_TEST_DATA ?? join(import.meta.dirname, '../../../../../shared/data')
const folder = join(shared, 'standards/dsp-2025-1')
const isThere = existsSync(folder)
const ROOMS = ['catalog', 'common', 'negotiation', 'transfer']

/** The published schemas, with the faults of theirs that no reader takes mended: a pointer without its slash, and a word for a schema. */
function publishedSchemas(): Ajv2019 {
  const ajv = new Ajv2019({ strict: false, validateSchema: false, validateFormats: false })
  for (const room of ROOMS)
    for (const file of readdirSync(join(folder, room)).filter((one) => one.endsWith('.json'))) {
      const text = readFileSync(join(folder, room, file), 'utf8').replaceAll('#definitions', '#/definitions')
      const schema = JSON.parse(text, (key, value: unknown) =>
        key === 'items' && typeof value === 'string' ? {} : value,
      ) as object
      ajv.addSchema(schema)
    }
  return ajv
}

const idOf = (room: string, name: string): string => `https://w3id.org/dspace/2025/1/${room}/${name}-schema.json`

const OFFER = { id: 'urn:o', target: 'urn:d', policy: { permission: [{ action: 'use' }] } }
const negotiation = (more: Partial<Negotiation>): Negotiation => ({
  role: 'provider',
  ownPid: 'ours',
  partnerPid: 'theirs',
  state: 'REQUESTED',
  ours: OFFER,
  offer: OFFER,
  agreement: null,
  rules: [],
  todo: [],
  note: '',
  ...more,
})

function spoken(action: OwnAction, more: Partial<Negotiation>): JsonObject {
  const how = { now: '2026-11-26T12:00:00.000Z', newId: 'urn:a', self: 'did:web:us', partner: 'did:web:them' }
  const result = speakInNegotiation(negotiation(more), action, { ...how, reason: { code: '1', reason: ['why'] } })
  if (!result.ok) throw new Error(result.failure.message)
  return result.value.body
}

const transfer = (more: Partial<Transfer> = {}): Transfer => ({
  role: 'provider',
  ownPid: 'ours',
  partnerPid: 'theirs',
  state: 'STARTED',
  format: 'HttpData-PUSH',
  dataAddress: { '@type': 'DataAddress', endpointType: 'urn:http', endpoint: 'https://us.example/inbox' },
  rules: [],
  todo: [],
  note: '',
  ...more,
})

function moved(action: OwnTransferAction, state: Transfer['state'] = 'STARTED'): JsonObject {
  const result = speakInTransfer(transfer({ state }), action, { reason: ['why'] })
  if (!result.ok) throw new Error(result.failure.message)
  return result.value.body
}

const PIDS = { consumerPid: 'c', providerPid: 'p' }
const PROVIDER = { participantId: 'did:web:us', address: 'https://us.example/dsp/2025-1' }
const DATASET = {
  id: 'urn:d',
  title: 'Demand',
  aspect: 'item_stock:2.0.0',
  formats: ['HttpData-PUSH'],
  offers: [OFFER],
}

/** Everything that we send, by the schema that it should be of. */
const SENT: readonly (readonly [string, string, JsonObject])[] = [
  ['common', 'protocol-version', protocolVersions()],
  ['catalog', 'catalog', writeCatalogue([DATASET], PROVIDER)],
  ['catalog', 'catalog', writeCatalogue([], PROVIDER)],
  ['catalog', 'dataset', writeSingleDataset(DATASET, PROVIDER)],
  ['catalog', 'catalog-error', writeError('CatalogError', 'invalid', { reason: 'why' })],
  [
    'negotiation',
    'contract-request-message',
    openingOf(negotiation({ role: 'consumer', partnerPid: null }), 'https://us').body,
  ],
  ['negotiation', 'contract-request-message', spoken('request', { role: 'consumer', state: 'OFFERED' })],
  ['negotiation', 'contract-offer-message', openingOf(negotiation({ partnerPid: null }), 'https://us').body],
  ['negotiation', 'contract-offer-message', spoken('offer', {})],
  ['negotiation', 'contract-negotiation-event-message', spoken('accept', { role: 'consumer', state: 'OFFERED' })],
  ['negotiation', 'contract-agreement-message', spoken('agree', {})],
  ['negotiation', 'contract-agreement-verification-message', spoken('verify', { role: 'consumer', state: 'AGREED' })],
  ['negotiation', 'contract-negotiation-event-message', spoken('finalize', { state: 'VERIFIED' })],
  ['negotiation', 'contract-negotiation-termination-message', spoken('terminate', {})],
  ['negotiation', 'contract-negotiation', writeNegotiation(PIDS, 'REQUESTED')],
  [
    'negotiation',
    'contract-negotiation-error',
    writeError('ContractNegotiationError', 'invalid', { reason: 'why', pids: PIDS }),
  ],
  [
    'transfer',
    'transfer-request-message',
    requestOfTransfer(transfer({ role: 'consumer' }), { agreementId: 'urn:a', callbackAddress: 'https://us' }).body,
  ],
  ['transfer', 'transfer-start-message', moved('start', 'SUSPENDED')],
  ['transfer', 'transfer-completion-message', moved('complete')],
  ['transfer', 'transfer-suspension-message', moved('suspend')],
  ['transfer', 'transfer-termination-message', moved('terminate')],
  ['transfer', 'transfer-process', writeTransfer(PIDS, 'STARTED')],
  ['transfer', 'transfer-error', writeError('TransferError', 'invalid', { reason: 'why', pids: PIDS })],
]

describe('every message that we send', () => {
  for (const [, name, body] of SENT)
    test(`is of our own schema: ${name} ${JSON.stringify(body).length} letters`, () => {
      expect(wireCheck(`dataspace/${name}`)(body)).toBeNull()
    })

  test.skipIf(!isThere)('is of the published schema (needs standards/dsp-2025-1)', () => {
    const ajv = publishedSchemas()
    for (const [room, name, body] of SENT) {
      ajv.validate(idOf(room, name), body)
      expect({ name, errors: ajv.errors ?? [] }).toEqual({ name, errors: [] })
    }
  })
})

/** Examples of things that never come as a message of their own, or of services in a DID document. */
const NO_MESSAGE = ['catalogservice-did-service', 'dataservice-did-service', 'dataset-request-message']
const named = (file: string): string =>
  file
    .replace('.json', '')
    .replace(/^nested-/, '')
    .replace(/(_initial|-full)$/, '')

test.skipIf(!isThere)('every published example of a message is of our schema (needs standards/dsp-2025-1)', () => {
  let read = 0
  for (const room of ROOMS)
    for (const file of readdirSync(join(folder, room, 'example'))) {
      const name = named(file)
      if (NO_MESSAGE.includes(name)) continue
      const example: unknown = JSON.parse(readFileSync(join(folder, room, 'example', file), 'utf8'))
      expect({ file, fault: wireCheck(`dataspace/${name}`)(example) }).toEqual({ file, fault: null })
      read += 1
    }
  expect(read).toBeGreaterThan(20)
})
