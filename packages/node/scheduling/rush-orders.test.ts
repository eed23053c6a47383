import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RushAnswer } from '../../../schemas/rest/scheduling.ts'
import { planCompany } from '../planning/index.ts'
import { rushOrders } from './rush-orders.ts'
import { createScheduleDesk } from './schedule-desk.ts'
import { openScheduleRoom, type Placed, placesOf, type ScheduleRoom, standing } from './schedule-room.suite.ts'

let room: ScheduleRoom
beforeAll(async () => {
  room = await openScheduleRoom()
})
afterAll(() => room.close())

describe('a rush', () => {
  const rush = async (body: object): Promise<{ status: number; body: RushAnswer }> =>
    room.call<RushAnswer>('POST', '/api/schedule/rushes', body)

  test('says what moves by how much, and changes nothing', async () => {
    const { before, one } = await room.orderFor('Cat')
    const { status, body } = await rush({ orders: [one.order] })
    expect(status).toBe(200)
    expect(body.change).toBeNull()
    expect(body.orders.map((moved) => moved.order)).toContain(one.order)
    for (const { order, sequence, wasBegin, wasWorkUnit } of body.shifted)
      expect(before).toContainEqual(
        expect.objectContaining({ order, sequence, unit: wasWorkUnit, begin: wasBegin }) as Placed,
      )
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('is written as it was foreseen, as one batch that undo takes back', async () => {
    const view = await room.schedule()
    const { order: last } = view.orders
      .filter((one) => one.type === 'planned_order')
      .reduce((a, b) => (a.end > b.end ? a : b))
    const before = placesOf(view)
    const tried = (await rush({ orders: [last] })).body
    const itself = tried.orders.find((moved) => moved.order === last)!
    expect(itself.after).toBeLessThan(itself.before)
    const { body } = await rush({ orders: [last], commit: true })
    expect(body).toMatchObject({
      shifted: tried.shifted,
      change: { message: null, orders: [expect.stringMatching(/^W-/)] },
    })
    expect((await room.ended(body.change!.task!)).state).toBe('done')
    const foreseen = before.map((was) => {
      const shift = tried.shifted.find(({ order, sequence }) => order === was.order && sequence === was.sequence)
      return shift ? { unit: shift.workUnit, begin: shift.begin } : was
    })
    const after = await room.schedule()
    expect(standing(placesOf(after))).toEqual(standing(foreseen))
    const [order] = body.change!.orders
    expect(after.orders.find((one) => one.order === order)).toMatchObject({ priority: 1, end: itself.after })
    await room.undo(body.change!)
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('of several orders gives each a number of its own, and puts the first one first', async () => {
    const [ann, ben] = [(await room.orderFor('Ann')).one.order, (await room.orderFor('Ben')).one.order]
    const before = placesOf(await room.schedule())
    const { body } = await rush({ orders: [ben, ann], commit: true })
    expect(new Set(body.change!.orders).size).toBe(2)
    await room.ended(body.change!.task!)
    const ends = body.change!.orders.map(
      async (wanted) => (await room.schedule()).orders.find((one) => one.order === wanted)!,
    )
    const [first, second] = await Promise.all(ends)
    expect(first!.end).toBeLessThanOrEqual(second!.end)
    await room.undo(body.change!)
    expect(placesOf(await room.schedule())).toEqual(before)
  })

  test('is refused where another plan became current while it was tried', async () => {
    const { database, clock } = room
    const desk = createScheduleDesk({ database, clock })
    const slow: typeof desk = {
      ...desk,
      rush: async (question) => {
        const answer = await desk.rush(question)
        await planCompany({ database, clock, searchSeconds: 0.1 })
        return answer
      },
    }
    const { orders } = await room.schedule()
    const planned = orders.find((one) => one.type === 'planned_order')!.order
    const asked = { orders: [planned], commit: true }
    await expect(rushOrders({ database, desk: slow, by: 'planner' }, asked)).rejects.toThrow('read the schedule again')
    expect((await room.schedule()).isStale).toBe(false)
    await desk.close()
  })

  test('of what is not scheduled is refused', async () => {
    expect((await rush({ orders: ['NOBODY'] })).status).toBe(404)
    expect((await rush({ orders: [] })).status).toBe(400)
    expect((await rush({ orders: ['W-01'], due: '2026-02-30' })).status).toBe(400)
  })
})
