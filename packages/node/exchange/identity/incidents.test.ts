import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IncidentRow } from '../../../../schemas/rest/incidents.ts'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { noteIncident } from './incident.store.ts'
import { addPartner, openPartnerDoors, type PartnerDoors } from './partners.suite.ts'

let maker: PartnerDoors
let brand: Doors
let partner: string
let viewer: Record<string, string>
beforeAll(async () => {
  ;[maker, brand] = await Promise.all([openPartnerDoors(), openDoors()])
  partner = await addPartner(maker, brand)
  viewer = await maker.token('viewer')
  const detail = { came: 'this', kept: 'that' }
  await noteIncident(maker.database, { kind: 'message-conflict', partner, what: 'Other bytes', detail })
  await noteIncident(maker.database, { kind: 'rewritten-record', partner, what: 'Another past' })
})
afterAll(() => Promise.all([maker.close(), brand.close()]))

const list = async (query: string) => {
  const { body } = await maker.call(`/api/incidents?${query}`, { headers: viewer })
  return (body as unknown as { rows: IncidentRow[] }).rows
}
const close = (id: string, body: object, headers = maker.owner) =>
  maker.call(`/api/incidents/${id}/close`, { method: 'POST', headers, body })
const countOf = async () => {
  const { body } = await maker.call(`/api/partners/${partner}`, { headers: viewer })
  const { incidentCount, incidents } = body as { incidentCount: number; incidents: readonly { kind: string }[] }
  return { incidentCount, kinds: incidents.map((one) => one.kind) }
}

test('incidents are a list like every other, each with its evidence', async () => {
  expect((await list('')).map((one) => one.kind).sort()).toEqual(['message-conflict', 'rewritten-record'])
  const [one] = await list('filter=kind:message-conflict')
  expect(one).toMatchObject({ partner: 'Brand', did: brand.exchange.identity.did, state: 'open', reason: null })
  const { body } = await maker.call(`/api/incidents/${one!.id}`, { headers: viewer })
  expect(body).toMatchObject({ what: 'Other bytes', detail: { came: 'this', kept: 'that' } })
  expect((await maker.call('/api/incidents/999999', { headers: viewer })).status).toBe(404)
  const table = await maker.call('/api/incidents/table.csv?columns=kind,state', { headers: viewer })
  expect(table.body).toContain('rewritten-record')
})

test('the owner closes one with a reason, once; its evidence stays, and its partner is not marked by it any more', async () => {
  const [one] = await list('filter=kind:message-conflict')
  expect((await countOf()).incidentCount).toBe(2)
  expect((await close(one!.id, { reason: 'Asked them' }, await maker.token('planner'))).status).toBe(403)
  for (const body of [{}, { reason: '' }, { reason: '  ' }]) expect((await close(one!.id, body)).status).toBe(400)
  expect((await close(one!.id, { reason: ' A restored backup of theirs; asked them ' })).status).toBe(204)
  expect(await list('filter=state:closed')).toMatchObject([
    { id: one!.id, closedBy: 'owner@example.com', reason: 'A restored backup of theirs; asked them' },
  ])
  expect((await close(one!.id, { reason: 'Another' })).status).toBe(409)
  expect((await close('999999', { reason: 'None' })).status).toBe(404)
  expect(await countOf()).toEqual({ incidentCount: 1, kinds: ['rewritten-record'] })
  const { body } = await maker.call(`/api/incidents/${one!.id}`, { headers: viewer })
  expect(body).toMatchObject({ state: 'closed', detail: { came: 'this' } })
  const audit = await maker.database.query({
    text: `select by from audit where file = 'incident' and key = $1`,
    values: [one!.id],
  })
  expect(audit).toEqual([{ by: 'owner@example.com' }])
})

test('a partner that does one thing a thousand times a day does not hide the other that it does', async () => {
  const kept = (kind: string) =>
    maker.database.query({ text: 'select 1 from incident where partner = $1 and kind = $2', values: [partner, kind] })
  await maker.database.query({
    text: `insert into incident (kind, partner, what) select 'place-given-twice', $1, 'Again' from generate_series(1, 1000)`,
    values: [partner],
  })
  const before = (await kept('rewritten-record')).length
  await noteIncident(maker.database, { kind: 'place-given-twice', partner, what: 'Again' })
  await noteIncident(maker.database, { kind: 'rewritten-record', partner, what: 'Another past' })
  expect((await kept('place-given-twice')).length).toBe(1_000)
  expect((await kept('rewritten-record')).length).toBe(before + 1)
})
