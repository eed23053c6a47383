import { Type } from 'typebox'
import {
  Accepted,
  OrderLine,
  PlanIssueView,
  PlanningAction,
  Tasks,
  TaskView,
  Today,
  WhyLate,
} from '../../../schemas/rest/planning.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { type Http, NO_CONTENT } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import { askForPlan, readTaskView, readTaskViews, stopTask } from './order-plan.ts'
import { ORDER_LINES, PLAN_ISSUES, PLANNING_ACTIONS } from './plan-lists.ts'
import { readToday } from './today.ts'
import { readWhyLate } from './why-late.ts'

const LinePath = Type.Object({ order: Type.String({ maxLength: 64 }), line: Type.String({ maxLength: 64 }) })
const PlanQuery = Type.Object(
  {
    searchSeconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3600, description: 'Seconds of search for the schedule; 5 unless told' }),
    ),
  },
  { additionalProperties: false },
)
const TaskPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** The current plan to read, and a new one to order. */
export function planningRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  http.get(
    '/api/today',
    { config: { access: 'viewer' }, schema: { summary: 'What a planner sees first', response: { 200: Today } } },
    () => readToday(database, clock),
  )
  listRoutes(http, { database, clock })
  http.get(
    '/api/order-lines/:order/:line/why',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Why a line is late: parts that sum exactly', params: LinePath, response: { 200: WhyLate } },
    },
    (request) => readWhyLate(database, request.params),
  )
  http.post(
    '/api/plan-runs',
    {
      config: { access: 'planner' },
      schema: { summary: 'Plan the company now', querystring: PlanQuery, response: { 202: Accepted } },
    },
    async (request, reply) => reply.code(202).send({ task: await askForPlan(database, request.query.searchSeconds) }),
  )
  http.get(
    '/api/tasks',
    { config: { access: 'viewer' }, schema: { summary: 'The newest background work', response: { 200: Tasks } } },
    () => readTaskViews(database),
  )
  http.get(
    '/api/tasks/:id',
    {
      config: { access: 'viewer' },
      schema: { summary: 'How far background work is', params: TaskPath, response: { 200: TaskView } },
    },
    (request) => readTaskView(database, request.params.id),
  )
  http.delete(
    '/api/tasks/:id',
    {
      config: { access: 'planner' },
      schema: { summary: 'Stop background work', params: TaskPath, response: NO_CONTENT },
    },
    async (request, reply) => {
      await stopTask(database, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function listRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const facts = { session: database, today: () => readBusinessDay(database, clock) }
  listRoute(http, {
    ...facts,
    path: '/api/order-lines',
    summary: 'Open order lines with requested, promised and projected date, the latest first',
    source: ORDER_LINES,
    row: OrderLine,
  })
  listRoute(http, {
    ...facts,
    path: '/api/planning-actions',
    summary: 'What the plan proposes',
    source: PLANNING_ACTIONS,
    row: PlanningAction,
  })
  listRoute(http, {
    ...facts,
    path: '/api/plan-issues',
    summary: 'What keeps the plan from being carried out: late, conflict, cannot plan',
    source: PLAN_ISSUES,
    row: PlanIssueView,
  })
}
