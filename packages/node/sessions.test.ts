import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, emailOf, openDoors, PASSWORD } from './doors.suite.ts'

let doors: Doors
let call: Doors['call']
beforeAll(async () => {
  doors = await openDoors()
  call = doors.call
})
afterAll(() => doors.close())

describe('a session', () => {
  const today = (headers: Record<string, string>) => call('/api/today', { headers })

  test('ends by logging out, everywhere by a new password, and after its time', async () => {
    const [one, two] = [await doors.login('supervisor'), await doors.login('supervisor')]
    expect((await today(one)).status).toBe(200)
    expect((await call('/api/session', { method: 'DELETE', headers: one })).status).toBe(204)
    expect((await today(one)).status).toBe(401)
    const wrong = { current: 'not the password', password: 'another long password' }
    expect((await call('/api/session/password', { method: 'PUT', headers: two, body: wrong })).status).toBe(400)
    const body = { current: PASSWORD, password: 'another long password' }
    const three = await doors.login('supervisor')
    expect((await call('/api/session/password', { method: 'PUT', headers: two, body })).status).toBe(204)
    for (const headers of [two, three]) expect((await today(headers)).status).toBe(401)
    await expect(doors.login('supervisor')).rejects.toThrow('401')
    const four = await doors.login('supervisor', 'another long password')
    await doors.database.query({ text: `update session set "expiresAt" = now() - interval '1 second'` })
    expect((await today(four)).status).toBe(401)
  })

  test('has at once the role that its person has, and ends with its person', async () => {
    const operator = await doors.login('operator')
    const owner = await doors.token('owner')
    const { people } = (await call('/api/people', { headers: owner })).body as unknown as {
      people: { id: string; email: string }[]
    }
    const { id } = people.find((one) => one.email === emailOf('operator'))!
    expect((await call('/api/plan-runs', { method: 'POST', headers: operator })).status).toBe(403)
    await call(`/api/people/${id}/role`, { method: 'PUT', headers: owner, body: { role: 'planner' } })
    expect((await call('/api/plan-runs', { method: 'POST', headers: operator })).status).toBe(202)
    expect((await call(`/api/people/${id}`, { method: 'DELETE', headers: owner })).status).toBe(204)
    expect((await today(operator)).status).toBe(401)
  })
})

describe('a token', () => {
  test('is made by a person, not above them, and never with another token', async () => {
    const planner = await doors.login('planner')
    const make = (headers: Record<string, string>, role: string) =>
      call('/api/tokens', { method: 'POST', headers, body: { name: 'x', role, days: 1 } })
    expect((await make(planner, 'owner')).status).toBe(403)
    expect((await make(planner, 'planner')).status).toBe(201)
    expect((await make(await doors.token('planner'), 'viewer')).status).toBe(403)
    expect((await make(await doors.token('owner'), 'viewer')).status).toBe(403)
  })

  test('ends with the password of its maker', async () => {
    const [viewer, other] = [await doors.token('viewer'), await doors.token('planner')]
    const login = await doors.login('viewer')
    const body = { current: PASSWORD, password: 'quite another password' }
    expect((await call('/api/session/password', { method: 'PUT', headers: login, body })).status).toBe(204)
    expect((await call('/api/today', { headers: viewer })).status).toBe(401)
    expect((await call('/api/today', { headers: other })).status).toBe(200)
  })
})
