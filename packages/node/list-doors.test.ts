import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from './doors.suite.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
}
interface Operation {
  readonly parameters?: readonly { readonly name: string }[]
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

test('every list of any length goes by pages with a cursor, and its table by the same filter', () => {
  const { paths = {} } = doors.http.swagger() as { paths?: Record<string, { get?: Operation }> }
  const lists = Object.entries(paths).flatMap(([path, { get }]) => {
    const answer = get?.responses?.['200']?.content?.['application/json']?.schema?.properties
    // What a partner offers comes in the pages that its node makes of it.
    const isOwn = !path.endsWith('/catalogue')
    return get && isOwn && answer?.next !== undefined ? [{ path, get, answer }] : []
  })
  expect(lists.map((one) => one.path)).toEqual(
    expect.arrayContaining(['/api/order-lines', '/api/planning-actions', '/api/records/{file}']),
  )
  for (const { path, get, answer } of lists) {
    const names = get.parameters?.map((one) => one.name)
    expect({ path, names }).toEqual({ path, names: expect.arrayContaining(['cursor', 'limit', 'sort', 'filter']) })
    expect(answer.rows?.type).toBe('array')
    const table = Object.entries(paths).find(([one]) => one.startsWith(`${path}/table.`))?.[1].get
    const words = table?.parameters?.map((one) => one.name)
    expect({ path, words }).toEqual({ path, words: expect.arrayContaining(['filter', 'sort', 'columns', 'name']) })
  }
})
