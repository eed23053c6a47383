import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SavedView } from '../../../schemas/rest/views.ts'
import { type Doors, openDoors } from '../doors.suite.ts'

let doors: Doors
let planner: Record<string, string>
let viewer: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  ;[planner, viewer] = await Promise.all([doors.token('planner'), doors.token('viewer')])
})
afterAll(() => doors.close())

type Headers = Record<string, string>
const LIST = 'order-lines'
const send = (headers: Headers, method: string, path: string, body?: unknown) =>
  doors.call(`/api/views${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
const save = async (headers: Headers, name: string, more: object = {}) => {
  const query = { filter: 'status:late', sort: '-quantity', columns: 'order,item', widths: 'item:200' }
  return send(headers, 'POST', '', { list: LIST, name, query, isCompany: false, ...more })
}
const idOf = ({ body }: Awaited<ReturnType<typeof save>>): string => (body as { id: string }).id
const seen = async (headers: Headers): Promise<readonly SavedView[]> =>
  ((await doors.call(`/api/views?list=${LIST}`, { headers })).body as { views: SavedView[] }).views
const names = async (headers: Headers): Promise<readonly string[]> => (await seen(headers)).map((one) => one.name)

describe('a view', () => {
  test('is kept as it was saved, for its owner alone until it is shared', async () => {
    const id = idOf(await save(planner, 'Late 龘靐齉 <script>'))
    const [mine] = await seen(planner)
    expect(mine).toMatchObject({ id, isMine: true, isCompany: false, isDefault: false })
    expect(mine!.query).toEqual({ filter: 'status:late', sort: '-quantity', columns: 'order,item', widths: 'item:200' })
    expect(await names(viewer)).toEqual([])
    expect((await send(viewer, 'PATCH', `/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await send(viewer, 'DELETE', `/${id}`)).status).toBe(404)
    expect((await send(planner, 'PATCH', `/${id}`, { isCompany: true })).status).toBe(204)
    expect(await seen(viewer)).toMatchObject([{ id, isMine: false, isCompany: true }])
    expect((await send(viewer, 'PATCH', `/${id}`, { name: 'Mine' })).status).toBe(403)
    expect((await send(planner, 'PATCH', `/${id}`, { isCompany: false, name: 'Mine' })).status).toBe(204)
    expect(await names(viewer)).toEqual([])
  })

  test('of the company is made by planners only; everybody keeps their own', async () => {
    expect((await save(viewer, 'All', { isCompany: true })).status).toBe(403)
    expect((await save(viewer, 'All')).status).toBe(201)
    expect((await save(viewer, ' all ')).status).toBe(409)
    expect((await save(planner, 'All')).status).toBe(201)
    expect((await save(planner, 'All', { list: 'nothing-here' })).status).toBe(404)
    expect((await save(planner, 'Wide', { query: { widths: 'item:<b>' } })).status).toBe(400)
  })

  test('opens its list for who chose it, else for everybody', async () => {
    const company = idOf(await save(planner, 'Everybody’s', { isCompany: true }))
    const own = idOf(await save(viewer, 'My own'))
    const choose = (headers: Headers, id: string, more: object = {}) =>
      send(headers, 'PUT', `/${id}/default`, { isDefault: true, isCompany: false, ...more })
    expect((await choose(viewer, company, { isCompany: true })).status).toBe(403)
    expect((await choose(planner, company, { isCompany: true })).status).toBe(204)
    expect((await choose(viewer, own)).status).toBe(204)
    expect((await choose(planner, own)).status).toBe(404)
    expect((await seen(viewer)).filter((one) => one.isDefault || one.isCompanyDefault)).toMatchObject([
      { id: own, isDefault: true },
      { id: company, isCompanyDefault: true },
    ])
    expect((await choose(viewer, own, { isDefault: false })).status).toBe(204)
    expect((await seen(viewer)).some((one) => one.isDefault)).toBe(false)
  })

  test('that is deleted comes back whole, unless its name was taken', async () => {
    const id = idOf(await save(planner, 'Weekly', { isCompany: true }))
    await send(planner, 'PUT', `/${id}/default`, { isDefault: true, isCompany: false })
    const before = (await seen(planner)).find((one) => one.id === id)
    expect((await send(planner, 'DELETE', `/${id}`)).status).toBe(204)
    expect(await names(planner)).not.toContain('Weekly')
    expect((await send(planner, 'POST', `/${id}/restore`)).status).toBe(204)
    expect((await seen(planner)).find((one) => one.id === id)).toEqual(before)
    await send(planner, 'DELETE', `/${id}`)
    await save(planner, 'weekly', { isCompany: true })
    expect((await send(planner, 'POST', `/${id}/restore`)).status).toBe(409)
    expect((await send(planner, 'POST', `/${id}/restore`)).status).toBe(409)
  })
})

test('of several who give one name at once, one has it and the others are told', async () => {
  const own = Array.from({ length: 12 }, (_, i) => save(planner, `Own ${i}`, { isCompany: true }))
  const ids = (await Promise.all(own)).map(idOf)
  const answers = await Promise.all(ids.map((id) => send(planner, 'PATCH', `/${id}`, { name: 'Alike' })))
  expect(answers.filter((one) => one.status === 204)).toHaveLength(1)
  expect(answers.filter((one) => one.status === 409)).toHaveLength(11)
})
