import { Type } from 'typebox'
import { AppliedActions, ChangedActions, ChosenActions, ReachedLines } from '../../../schemas/rest/acting.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { applyActions } from './apply-actions.ts'
import { dismissActions, restoreActions } from './dismiss-actions.ts'
import { readReachedLines } from './reached-lines.ts'

const SupplyQuery = Type.Object({
  type: Type.Union([Type.Literal('planned_order'), Type.Literal('purchase_order'), Type.Literal('work_order')]),
  order: Type.String({ maxLength: 200 }),
  line: Type.Optional(Type.String({ maxLength: 64 })),
})

/** What the plan proposes, carried out or dismissed, and whom it reaches. */
export function actingRoutes(http: Http, database: Database): void {
  http.post(
    '/api/planning-actions/apply',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Carry planning actions out, all or none, as one batch that can be undone; a plan follows',
        body: ChosenActions,
        response: { 200: AppliedActions },
      },
    },
    (request) => applyActions(database, request.body.actions, personOf(request).email),
  )
  dismissalRoutes(http, database)
  http.get(
    '/api/reached-lines',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'Customers’ lines that wait for an order, however many levels above it',
        querystring: SupplyQuery,
        response: { 200: ReachedLines },
      },
    },
    ({ query }) => readReachedLines(database, query),
  )
}

function dismissalRoutes(http: Http, database: Database): void {
  http.post(
    '/api/planning-actions/dismiss',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Hide planning actions until the plan says something else',
        body: ChosenActions,
        response: { 200: ChangedActions },
      },
    },
    (request) => dismissActions(database, request.body.actions, personOf(request).email),
  )
  http.post(
    '/api/planning-actions/restore',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Show dismissed planning actions again',
        body: ChosenActions,
        response: { 200: ChangedActions },
      },
    },
    (request) => restoreActions(database, request.body.actions),
  )
}
