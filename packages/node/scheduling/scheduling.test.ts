import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accepted } from '../../../schemas/rest/planning.ts'
import type { MoveAnswer, ScheduleChange, SearchView } from '../../../schemas/rest/scheduling.ts'
import { openScheduleRoom, type Placed, placesOf, type ScheduleRoom, standing, TODAY } from './schedule-room.suite.ts'

let room: ScheduleRoom
beforeAll(async () => {
  room = await openScheduleRoom()
})
afterAll(() => room.close())

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()
const DAY = 86_400

const move = async (one: Placed, more: object = {}): Promise<MoveAnswer> => {
  const { order, sequence } = one
  const { status, body } = await room.call<MoveAnswer>('POST', '/api/schedule/moves', {
    order,
    sequence,
    workUnit: one.unit,
    start: iso(one.begin),
    ...more,
  })
  expect(status).toBe(200)
  return body
}

const chair = async (): Promise<Placed> =>
  placesOf(await room.schedule()).find((one) => one.item === 'CHAIR' && one.sequence === 10)!

describe('the schedule', () => {
  test('says of each operation where it stands, and of each order whom it serves and what it could reach', async () => {
    const view = await room.schedule()
    expect(view).toMatchObject({ businessDay: TODAY, firstDay: TODAY, isStale: false, frozenUntil: null })
    expect(view.orders.map((one) => `${one.type} ${view.items[one.item]!.item} ${one.quantity}`).sort()).toEqual([
      'planned_order CHAIR 8',
      'planned_order CHAIR 8',
      'work_order TABLE 8',
    ])
    const forAnn = view.orders.find((one) => one.serves[0]?.customer === 'Ann')!
    expect(forAnn.serves).toMatchObject([{ order: 'S1', line: '1', customer: 'Ann' }])
    for (const one of view.orders) expect(one.end).toBeGreaterThanOrEqual(one.alone)
    expect(view.search.bound).toBeLessThanOrEqual(view.search.late)
    const saw = view.choices[view.operations.choice[view.orders[0]!.first]!]!
    expect(saw.map((unit) => view.units[unit]!.workUnit)).toEqual(['SAW-1', 'SAW-2'])
    const minutes = view.busy.flat().reduce((sum, one) => sum + one, 0)
    expect(minutes).toBe(3 * 8 * 60 + 2 * 8 * 30)
  })
})

describe('a move', () => {
  test('that is only tried changes nothing', async () => {
    const before = placesOf(await room.schedule())
    const one = await chair()
    const tried = await move(one, { start: iso(one.begin + DAY), preview: true })
    expect(tried).toMatchObject({ isPossible: true, start: one.begin + DAY, change: null })
    const itself = tried.orders.find(({ order }) => order === one.order)!
    expect(itself.after).toBeGreaterThan(itself.before)
    for (const { order, sequence, begin } of tried.shifted)
      expect(begin).not.toBe(before.find((was) => was.order === order && was.sequence === sequence)!.begin)
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('is written as it was tried, and pins its order as a work order', async () => {
    const { before, one } = await room.orderFor('Ann')
    const tried = await move(one, { start: iso(one.begin + DAY), preview: true })
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    expect(change).toMatchObject({ order: 'W-02', message: null })
    expect((await room.ended(change!.task!)).state).toBe('done')
    const after = await room.schedule()
    expect(after.isStale).toBe(false)
    const foreseen = before.map((was) => {
      const shift = tried.shifted.find(({ order, sequence }) => order === was.order && sequence === was.sequence)
      return shift ? { unit: shift.workUnit, begin: shift.begin } : was
    })
    expect(standing(placesOf(after))).toEqual(standing(foreseen))
    const moved = placesOf(after).find((place) => place.order === 'W-02' && place.sequence === 10)
    expect(moved).toMatchObject({ unit: one.unit, begin: tried.start, held: 1 })
    await room.undo(change!)
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('is taken back whole by undo, also where the plan made other orders of it', async () => {
    const { before, one } = await room.orderFor('Ben')
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    await room.ended(change!.task!)
    expect(placesOf(await room.schedule())).not.toEqual(before)
    await room.undo(change!)
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('to a unit that cannot do it, or of what is not scheduled, is refused', async () => {
    const one = await chair()
    const body = { order: one.order, sequence: 10, workUnit: 'PAINT-1', start: iso(one.begin) }
    expect((await room.call('POST', '/api/schedule/moves', body)).status).toBe(400)
    const unknown = { ...body, order: 'NOBODY', workUnit: 'SAW-1' }
    expect((await room.call('POST', '/api/schedule/moves', unknown)).status).toBe(404)
  })

  test('is taken back by letting the operation go', async () => {
    const one = await chair()
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    await room.ended(change!.task!)
    const free = await room.call<ScheduleChange>('POST', '/api/schedule/unpins', { order: change!.order, sequence: 10 })
    expect((await room.ended(free.body.task!)).state).toBe('done')
    expect(placesOf(await room.schedule()).every(({ held }) => held === 0)).toBe(true)
    const twice = await room.call('POST', '/api/schedule/unpins', { order: change!.order, sequence: 10 })
    expect(twice.status).toBe(404)
  })
})

test('an order is split in two that are due together; more than it has is refused', async () => {
  expect((await room.call('POST', '/api/schedule/splits', { order: 'W-01', quantity: '8' })).status).toBe(400)
  const { body } = await room.call<ScheduleChange>('POST', '/api/schedule/splits', { order: 'W-01', quantity: '5' })
  await room.ended(body.task!)
  const tables = (await room.schedule()).orders.filter((one) => one.type === 'work_order' && one.quantity !== '8')
  expect(tables.map((one) => one.quantity).sort()).toEqual(['3', '5'])
  expect(new Set(tables.map((one) => one.due)).size).toBe(1)
})

describe('a search', () => {
  test('that is kept ends early and never makes the schedule worse', async () => {
    const before = (await room.schedule()).search.late
    const { body } = await room.call<Accepted>('POST', '/api/schedule/searches', { seconds: 600, seed: 3 })
    expect((await room.call('POST', `/api/schedule/searches/${body.task}/keep`)).status).toBe(204)
    expect((await room.ended(body.task)).state).toBe('done')
    const found = (await room.call<SearchView>('GET', `/api/schedule/searches/${body.task}`)).body
    expect(found).toMatchObject({ state: 'done', seconds: 600, seed: 3 })
    expect(found.bound).toBeLessThanOrEqual(found.late!)
    expect((await room.schedule()).search.late).toBeLessThanOrEqual(before)
  })

  test('that is stopped keeps nothing', async () => {
    const { run } = await room.schedule()
    const { body } = await room.call<Accepted>('POST', '/api/schedule/searches', { seconds: 600 })
    expect((await room.call('DELETE', `/api/tasks/${body.task}`)).status).toBe(204)
    expect((await room.ended(body.task)).state).toBe('cancelled')
    expect((await room.schedule()).run).toBe(run)
  })
})
