import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { makeHome, type RunningNode, startNode } from '../../running-node.suite.ts'
import { openPlainPartner, type PlainPartner } from './plain-partner.suite.ts'
import { configure, play, type Stage } from './play-scenario.suite.ts'
import { DISABLED, REACTIONS, SCENARIOS } from './tck-scenarios.suite.ts'

let made: ReturnType<typeof makeHome>
let node: RunningNode
let partner: PlainPartner
let stage: Stage

beforeAll(async () => {
  made = makeHome()
  node = await startNode(made.home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const { did } = (await node.ask('GET', '/api/identity')).body as { did: string }
  partner = await openPlainPartner(() => ({ address: node.address, did }))
  const added = await node.ask('POST', '/api/partners', { did: partner.did, name: 'TCK' })
  stage = { node, partner, partnerId: (added.body as { id: string }).id }
  for (const reaction of REACTIONS) await configure(stage, reaction)
})
afterAll(async () => {
  await node?.end()
  await partner?.close()
  made.remove()
})

const PLAYED = REACTIONS.filter((one) => SCENARIOS[one.test] !== undefined)

test('the scenarios are the 67 of the suite, of which it leaves out two', () => {
  expect(PLAYED.length + ['MET:01-01', 'CAT:01-01', 'CAT:01-02', 'CAT:01-03'].length).toBe(67)
  expect(DISABLED.every((one) => SCENARIOS[one] !== undefined)).toBe(true)
})

test('MET:01-01: the version is told to everybody', async () => {
  const response = await fetch(`${node.address}/.well-known/dspace-version`)
  const versions = await response.json()
  expect(wireCheck('dataspace/protocol-version')(versions)).toBeNull()
  expect(versions).toMatchObject({ protocolVersions: [{ version: '2025-1', path: '/dsp/2025-1', binding: 'HTTPS' }] })
})

test('CAT:01-01: the catalogue has the datasets', async () => {
  const request = { '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'], '@type': 'CatalogRequestMessage' }
  const { status, body } = await partner.call('POST', '/catalog/request', request)
  expect(status).toBe(200)
  expect(wireCheck('dataspace/catalog')(body)).toBeNull()
  expect((body.dataset as { '@id': string }[]).map((one) => one['@id'])).toContain('CAT0101')
})

test('CAT:01-02: a dataset is told by its id', async () => {
  const { status, body } = await partner.call('GET', '/catalog/datasets/CAT0102')
  expect({ status, id: body['@id'] }).toEqual({ status: 200, id: 'CAT0102' })
  expect(wireCheck('dataspace/dataset')(body)).toBeNull()
})

test('CAT:01-03: one that is not there is a CatalogError', async () => {
  expect(await partner.call('GET', '/catalog/datasets/CAT0103')).toMatchObject({
    status: 404,
    body: { '@type': 'CatalogError' },
  })
})

describe.concurrent('DSP TCK, restated:', () => {
  for (const reaction of PLAYED)
    test(`${reaction.test}: ${SCENARIOS[reaction.test]}`, () => play(stage, reaction), 60_000)
})
