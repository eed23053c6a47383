import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Closed = { additionalProperties: false }
const Seconds = Type.Integer({ description: 'Seconds since 1970' })
const Numbers = (description: string) => Type.Array(Type.Integer(), { description })
const Key = Type.String({ minLength: 1, maxLength: 64 })
const Moment = Type.String({ format: 'date-time' })
const Quantity = Type.String({ description: 'Exact decimal, at most 6 places' })

const ScheduleUnit = Type.Object({
  workUnit: Type.String(),
  center: Type.Integer({ description: 'Place in centers' }),
  calendar: Type.Integer({ description: 'Place in calendars' }),
})

const ScheduleItem = Type.Object({
  item: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  style: Type.String({ description: 'Its style, or the item itself' }),
})

const ServedLine = Type.Object({
  order: Type.String(),
  line: Type.String(),
  customer: nullable(Type.String()),
  status: Type.String(),
})

export const ScheduleOrder = Type.Object({
  order: Type.String(),
  type: Type.Union([Type.Literal('work_order'), Type.Literal('planned_order')]),
  item: Type.Integer({ description: 'Place in items' }),
  quantity: Quantity,
  due: Seconds,
  end: Seconds,
  alone: Type.Integer({ description: 'Its end were nothing else in the factory: no schedule ends it sooner' }),
  priority: Type.Integer(),
  supply: Type.Union(
    [Type.Literal('stock'), Type.Literal('made'), Type.Literal('purchase_order'), Type.Literal('planned_order')],
    { description: 'The least sure of what its components come from' },
  ),
  first: Type.Integer({ description: 'Place of its first operation; the others follow' }),
  operations: Type.Integer(),
  serves: Type.Array(ServedLine, { description: 'Sales lines, through any number of levels; the first few' }),
})
export type ScheduleOrder = Static<typeof ScheduleOrder>

/** Operations as columns; times are seconds after `start`. */
const ScheduleOperations = Type.Object({
  order: Numbers('Place in orders'),
  sequence: Numbers('As in the routing'),
  name: Numbers('Place in names'),
  unit: Numbers('Place in units'),
  setupStart: Numbers('Seconds after start'),
  begin: Numbers('Start of the run'),
  end: Numbers('End of the run'),
  family: Numbers('Place in families; 0: none'),
  held: Numbers('0 free, 1 pinned, 2 frozen, 3 pinned against what it waits for'),
  arrival: Numbers('When its last bought component is there, seconds after start; 0: it is there'),
  slack: Numbers(
    'Seconds by which it may end later before some order is late; negative: one is late that could be in time',
  ),
  choice: Numbers('Place in choices: the units that can run it'),
})

const Material = Type.Object({
  item: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  arrivals: Type.Array(
    Type.Object({ at: Seconds, quantity: Quantity, order: Type.String(), isPlanned: Type.Boolean() }),
  ),
  uses: Numbers('Places of the operations that take it'),
})

export const ScheduleView = Type.Object({
  run: Type.Integer(),
  now: Type.Integer({ description: 'The business clock, seconds since 1970' }),
  isStale: Type.Boolean({ description: 'Records changed since the run' }),
  businessDay: Type.String({ format: 'date' }),
  start: Seconds,
  frozenUntil: nullable(Seconds),
  firstDay: Type.String({ format: 'date', description: 'The Monday of the first week shown' }),
  days: Type.Array(Seconds, { description: 'Local midnights from firstDay on, one more than there are days' }),
  calendars: Type.Array(Type.Array(Seconds), { description: 'Stretches of work: from, to, from, to …' }),
  centers: Type.Array(Type.Object({ workCenter: Type.String(), name: Type.String() })),
  units: Type.Array(ScheduleUnit),
  busy: Type.Array(Numbers('Minutes of set-up and run by day'), { description: 'By unit' }),
  open: Type.Array(Numbers('Minutes of working time by day'), { description: 'By unit' }),
  needs: Type.Array(Type.Object({ center: Type.Integer(), day: Type.Integer(), percent: Type.Integer() }), {
    description: 'What the plan needs of a work center in a week, were it done when due; day: place of the Monday',
  }),
  families: Type.Array(Type.String()),
  names: Type.Array(Type.String()),
  items: Type.Array(ScheduleItem),
  choices: Type.Array(Numbers('Places of units')),
  orders: Type.Array(ScheduleOrder),
  operations: ScheduleOperations,
  materials: Type.Array(Material),
  setups: Type.Object({ count: Type.Integer(), minutes: Type.Integer() }),
  search: Type.Object({
    late: Type.Number({ description: 'Weighted hours late of this schedule' }),
    bound: Type.Number({ description: 'No schedule has less' }),
  }),
})
export type ScheduleView = Static<typeof ScheduleView>

const OperationKey = { order: Key, sequence: Type.Integer({ minimum: 1 }) }

export const ScheduleMove = Type.Object(
  {
    ...OperationKey,
    workUnit: Key,
    start: Moment,
    preview: Type.Optional(Type.Boolean({ description: 'true: say what would move, change nothing' })),
  },
  Closed,
)
export type ScheduleMove = Static<typeof ScheduleMove>

const Shifted = Type.Object({
  order: Type.String(),
  sequence: Type.Integer(),
  workUnit: Type.String(),
  setupStart: Seconds,
  begin: Seconds,
  end: Seconds,
})

const MovedOrder = Type.Object({
  order: Type.String(),
  item: Type.String(),
  due: Seconds,
  before: Seconds,
  after: Seconds,
})

export const MovePreview = Type.Object({
  isPossible: Type.Boolean({ description: 'false: it would stand against another held operation' }),
  start: Type.Integer({ description: 'Where the run really starts: not before what it waits for' }),
  end: Seconds,
  shifted: Type.Array(Shifted, { description: 'Every operation with another unit or time, itself included' }),
  orders: Type.Array(MovedOrder, { description: 'Orders that end at another moment, the most delayed first' }),
  lateBefore: Type.Integer({ description: 'Late orders' }),
  lateAfter: Type.Integer(),
})
export type MovePreview = Static<typeof MovePreview>

/** A change of the schedule that was written: one batch, which undo takes back, and a new schedule on its way. */
export const ScheduleChange = Type.Object({
  batch: nullable(Type.Integer()),
  task: nullable(Type.String()),
  order: Type.String({ description: 'A planned order becomes a work order when it is moved' }),
  message: nullable(Type.String({ description: 'Why nothing was written' })),
})
export type ScheduleChange = Static<typeof ScheduleChange>

export const MoveAnswer = Type.Object({ ...MovePreview.properties, change: nullable(ScheduleChange) })
export type MoveAnswer = Static<typeof MoveAnswer>

export const RushOrders = Type.Object(
  {
    orders: Type.Array(Key, {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'Work orders and planned orders, the most urgent first',
    }),
    due: Type.Optional(
      Type.String({ format: 'date', description: 'They should end by this day; without it as soon as they can' }),
    ),
    commit: Type.Optional(Type.Boolean({ description: 'true: write it; otherwise only say what would move' })),
  },
  Closed,
)
export type RushOrders = Static<typeof RushOrders>

export const RushPreview = Type.Object({
  shifted: Type.Array(Type.Object({ ...Shifted.properties, wasWorkUnit: Type.String(), wasBegin: Seconds }), {
    description: 'Every operation with another unit or time, those of the rushed orders included',
  }),
  orders: Type.Array(
    Type.Object({
      ...MovedOrder.properties,
      after: nullable(Type.Integer({ description: 'null: what it needs has gone to the rushed orders' })),
    }),
    { description: 'The rushed orders, and all that end at another moment, the most delayed first' },
  ),
  lateBefore: Type.Integer({ description: 'Late orders' }),
  lateAfter: Type.Integer(),
})
export type RushPreview = Static<typeof RushPreview>

export const RushAnswer = Type.Object({
  ...RushPreview.properties,
  change: nullable(
    Type.Object({
      batch: nullable(Type.Integer()),
      task: nullable(Type.String({ description: 'Times the schedule anew' })),
      orders: Type.Array(Type.String(), { description: 'As asked; a planned order becomes a work order' }),
      message: nullable(Type.String({ description: 'Why nothing was written' })),
    }),
  ),
})
export type RushAnswer = Static<typeof RushAnswer>

export const ScheduleUnpin = Type.Object(OperationKey, Closed)
export const ScheduleSplit = Type.Object(
  { order: Key, quantity: Type.String({ maxLength: 20, description: 'What stays; the rest becomes a work order' }) },
  Closed,
)

export const SearchOrder = Type.Object(
  {
    seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    seed: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  Closed,
)
export type SearchOrder = Static<typeof SearchOrder>

export const SearchView = Type.Object({
  task: Type.String({ format: 'uuid' }),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  seconds: Type.Integer(),
  seed: Type.Integer(),
  elapsed: Type.Number(),
  first: nullable(Type.Number({ description: 'Weighted hours late when it began' })),
  late: nullable(Type.Number({ description: 'Of the best schedule so far' })),
  setupMinutes: nullable(Type.Integer()),
  bound: nullable(Type.Number({ description: 'No schedule has less' })),
  trace: Type.Array(Type.Object({ at: Type.Number(), late: Type.Number() }), {
    description: 'Seconds and weighted hours late at each improvement, thinned',
  }),
})
export type SearchView = Static<typeof SearchView>

export const NewestSearch = Type.Object({ search: nullable(SearchView) })
export type NewestSearch = Static<typeof NewestSearch>
