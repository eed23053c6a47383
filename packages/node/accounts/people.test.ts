import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonView, Roles } from '../../../schemas/rest/accounts.ts'
import type { Parameters } from '../../../schemas/rest/node-facts.ts'
import { type Doors, emailOf, OWN, openDoors, PASSWORD } from '../doors.suite.ts'

let doors: Doors
let owner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.token('owner')
})
afterAll(() => doors.close())

const call = (path: string, method: string, headers: Record<string, string>, body?: unknown) =>
  doors.call(path, { method, headers, ...(body === undefined ? {} : { body }) })
const people = async (): Promise<readonly PersonView[]> =>
  ((await call('/api/people', 'GET', owner)).body as unknown as { people: PersonView[] }).people
const idOf = async (email: string): Promise<string> => (await people()).find((one) => one.email === email)!.id
const logIn = async (email: string, password: string) => {
  const { status, headers } = await call('/api/session', 'POST', OWN, { email, password })
  const cookie = headers.getSetCookie().map((one) => one.split(';')[0])
  return { status, headers: { ...OWN, cookie: cookie.join('; ') } }
}

test('a password for one login opens nothing but the choice of another', async () => {
  const made = await call('/api/people', 'POST', owner, { email: 'first@example.com', name: 'First', role: 'planner' })
  const { password } = made.body as { password: string }
  const first = await logIn('first@example.com', password)
  expect((await call('/api/session', 'GET', first.headers)).body).toMatchObject({ mustChange: true })
  expect((await call('/api/today', 'GET', first.headers)).status).toBe(403)
  const same = { current: password, password }
  expect((await call('/api/session/password', 'PUT', first.headers, same)).status).toBe(400)
  const body = { current: password, password: 'a password of my own' }
  expect((await call('/api/session/password', 'PUT', first.headers, body)).status).toBe(204)
  const again = await logIn('first@example.com', 'a password of my own')
  expect((await call('/api/today', 'GET', again.headers)).status).toBe(200)
  const reset = await call(`/api/people/${await idOf('first@example.com')}/password`, 'POST', owner)
  expect((await call('/api/today', 'GET', again.headers)).status).toBe(401)
  const { password: other } = reset.body as { password: string }
  expect((await logIn('first@example.com', other)).status).toBe(200)
})

test('who is disabled is let in by no password, session or token, until enabled again', async () => {
  const [session, token] = [await doors.login('planner'), await doors.token('planner')]
  const id = await idOf(emailOf('planner'))
  const set = (disabled: boolean) => call(`/api/people/${id}/disabled`, 'PUT', owner, { disabled })
  expect((await set(true)).status).toBe(204)
  for (const headers of [session, token]) expect((await call('/api/today', 'GET', headers)).status).toBe(401)
  expect((await logIn(emailOf('planner'), PASSWORD)).status).toBe(401)
  expect((await people()).find((one) => one.id === id)).toMatchObject({ disabled: true })
  expect((await set(false)).status).toBe(204)
  expect((await logIn(emailOf('planner'), PASSWORD)).status).toBe(200)
  expect((await call('/api/today', 'GET', token)).status).toBe(200)
})

test('the last owner who may log in is neither removed, nor disabled, nor made less', async () => {
  const id = await idOf(emailOf('owner'))
  const attempts = async () => [
    (await call(`/api/people/${id}`, 'DELETE', owner)).status,
    (await call(`/api/people/${id}/disabled`, 'PUT', owner, { disabled: true })).status,
    (await call(`/api/people/${id}/role`, 'PUT', owner, { role: 'planner' })).status,
  ]
  expect(await attempts()).toEqual([409, 409, 409])
  await call('/api/people', 'POST', owner, { email: 'second@example.com', name: 'Second', role: 'owner' })
  const second = await idOf('second@example.com')
  await call(`/api/people/${second}/disabled`, 'PUT', owner, { disabled: true })
  expect(await attempts()).toEqual([409, 409, 409])
  await call(`/api/people/${second}/disabled`, 'PUT', owner, { disabled: false })
  expect((await call(`/api/people/${second}/role`, 'PUT', owner, { role: 'viewer' })).status).toBe(204)
})

test('the matrix of roles is what the doors say', async () => {
  const { acts } = (await call('/api/roles', 'GET', await doors.token('viewer'))).body as unknown as Roles
  const least = new Map(acts.map((one) => [one.act, one.least]))
  expect([least.get('read'), least.get('edit'), least.get('people')]).toEqual(['viewer', 'planner', 'owner'])
  expect(acts).toHaveLength(14)
})

test('parameters have ranges, defaults and what is given', async () => {
  await call('/api/record-edits', 'POST', owner, {
    edits: [{ file: 'parameters', key: null, cells: { name: 'frozen_days', value: '3' } }],
  })
  const { parameters, calendars } = (await call('/api/parameters', 'GET', owner)).body as unknown as Parameters
  expect(parameters.find((one) => one.name === 'frozen_days')).toEqual({
    name: 'frozen_days',
    kind: 'whole',
    least: '0',
    most: '3650',
    otherwise: '0',
    value: '3',
  })
  expect(parameters.find((one) => one.name === 'quantity_tolerance')).toMatchObject({ otherwise: '0.1', value: null })
  expect(calendars).toEqual(['standard', 'always'])
})
