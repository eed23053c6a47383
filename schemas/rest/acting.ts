import { type Static, Type } from 'typebox'
import { OrderLine } from './planning.ts'

const Closed = { additionalProperties: false }

export const ChosenActions = Type.Object(
  {
    actions: Type.Array(Type.String({ maxLength: 400, description: '`id` of planning actions' }), {
      minItems: 1,
      maxItems: 5000,
    }),
  },
  Closed,
)
export type ChosenActions = Static<typeof ChosenActions>

/** All are carried out as one batch of the records, or none. */
export const AppliedActions = Type.Object({
  batch: Type.Integer({ description: 'POST /api/imports/{id}/undo takes it back' }),
  task: Type.String({ format: 'uuid', description: 'The plan that follows' }),
  orders: Type.Array(
    Type.Object({
      action: Type.String({ description: '`id` of the planning action' }),
      file: Type.Union([Type.Literal('work_orders'), Type.Literal('purchase_orders')]),
      key: Type.String({ description: 'Of the row that was written' }),
    }),
  ),
})
export type AppliedActions = Static<typeof AppliedActions>

export const ChangedActions = Type.Object({ changed: Type.Integer({ description: 'How many were not so before' }) })
export type ChangedActions = Static<typeof ChangedActions>

/** Which customers' lines wait for an order, level by level of pegging. */
export const ReachedLines = Type.Object({
  lines: Type.Array(
    Type.Pick(OrderLine, ['order', 'line', 'itemName', 'customer', 'requested', 'projected', 'status']),
    {
      description: 'At most 100, the latest first',
    },
  ),
  total: Type.Integer(),
  late: Type.Integer(),
})
export type ReachedLines = Static<typeof ReachedLines>
