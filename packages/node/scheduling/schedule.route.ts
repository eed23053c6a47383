import { Type } from 'typebox'
import { Accepted } from '../../../schemas/rest/planning.ts'
import {
  MoveAnswer,
  NewestSearch,
  RushAnswer,
  RushOrders,
  ScheduleChange,
  ScheduleMove,
  ScheduleSplit,
  ScheduleUnpin,
  ScheduleView,
  SearchOrder,
  SearchView,
} from '../../../schemas/rest/scheduling.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { mayAct, personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { type ChangeRoom, moveOperation, splitOrder, unpinOperation } from './change-schedule.ts'
import { readSchedule } from './read-schedule.ts'
import { rushOrders } from './rush-orders.ts'
import { createScheduleDesk } from './schedule-desk.ts'
import { scheduleNow } from './schedule-now.ts'
import { keepBest, orderSearch, readNewestSearch, readSearch } from './search-schedule.ts'

const SearchPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
const PLANNER = { access: 'planner' } as const

/** The schedule to see and to change; its desk ends with the server. */
export function schedulingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const desk = createScheduleDesk({ database, clock })
  http.addHook('onClose', () => desk.close())
  http.get(
    '/api/schedule',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'The current schedule: operations on units, with orders, calendars and load',
        response: { 200: ScheduleView },
      },
    },
    // Text is sent as it is: it was made with the run.
    async (request, reply) => {
      if (mayAct(personOf(request).role, 'planner')) desk.warm()
      return reply.type('application/json').send((await readSchedule(database, clock)) as never)
    },
  )
  changeRoutes(http, { database, desk })
  rushRoutes(http, { database, desk })
  searchRoutes(http, database)
}

function changeRoutes(http: Http, room: Omit<ChangeRoom, 'by'>): void {
  http.post(
    '/api/schedule/runs',
    {
      config: PLANNER,
      schema: {
        summary: 'Time the schedule in force anew for what the records say now, without a search',
        querystring: Type.Object({
          undone: Type.Optional(Type.Integer({ minimum: 1, description: 'A batch that was taken back' })),
        }),
        response: { 202: Accepted },
      },
    },
    async ({ query }, reply) => reply.code(202).send({ task: await scheduleNow(room.database, query.undone ?? null) }),
  )
  http.post(
    '/api/schedule/moves',
    {
      config: PLANNER,
      schema: {
        summary: 'Put an operation on a unit from a moment on and pin it there; preview: only say what would move',
        body: ScheduleMove,
        response: { 200: MoveAnswer },
      },
    },
    (request) => moveOperation({ ...room, by: personOf(request).email }, request.body),
  )
  http.post(
    '/api/schedule/unpins',
    {
      config: PLANNER,
      schema: {
        summary: 'Let a pinned operation go where the schedule puts it',
        body: ScheduleUnpin,
        response: { 200: ScheduleChange },
      },
    },
    (request) => unpinOperation({ ...room, by: personOf(request).email }, request.body),
  )
  http.post(
    '/api/schedule/splits',
    {
      config: PLANNER,
      schema: {
        summary: 'Make two work orders of one order: a quantity stays, the rest becomes another one',
        body: ScheduleSplit,
        response: { 200: ScheduleChange },
      },
    },
    (request) => splitOrder({ ...room, by: personOf(request).email }, request.body),
  )
}

function rushRoutes(http: Http, room: Omit<ChangeRoom, 'by'>): void {
  http.post(
    '/api/schedule/rushes',
    {
      config: PLANNER,
      schema: {
        summary: 'Put orders first where the schedule suffers least, and say what moves by how much; commit: write it',
        body: RushOrders,
        response: { 200: RushAnswer },
      },
    },
    (request) => rushOrders({ ...room, by: personOf(request).email }, request.body),
  )
}

function searchRoutes(http: Http, database: Database): void {
  http.post(
    '/api/schedule/searches',
    {
      config: PLANNER,
      schema: {
        summary: 'Search a better schedule in the background; DELETE its task stops it and keeps nothing',
        body: SearchOrder,
        response: { 202: Accepted },
      },
    },
    async (request, reply) => reply.code(202).send(await orderSearch(database, request.body)),
  )
  http.get(
    '/api/schedule/searches/newest',
    {
      config: { access: 'viewer' },
      schema: { summary: 'The newest search', response: { 200: NewestSearch } },
    },
    () => readNewestSearch(database),
  )
  http.get(
    '/api/schedule/searches/:id',
    {
      config: { access: 'viewer' },
      schema: { summary: 'How far a search is: best and bound', params: SearchPath, response: { 200: SearchView } },
    },
    (request) => readSearch(database, request.params.id),
  )
  http.post(
    '/api/schedule/searches/:id/keep',
    { config: PLANNER, schema: { summary: 'End a search and keep its best schedule', params: SearchPath } },
    async (request, reply) => {
      await keepBest(database, request.params.id)
      return reply.code(204).send()
    },
  )
}
