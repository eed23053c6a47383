import { type Static, Type } from 'typebox'
import { ListQuery } from './lists.ts'

const Closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
export const ListName = Type.String({
  pattern: '^[a-z_-]{1,40}(/[a-z_-]{1,40})?$',
  description: 'A list: its path without /api/, as order-lines or records/sales_orders',
})

/** What a screen's address holds of a list. */
export const ViewQuery = Type.Object(
  {
    filter: ListQuery.properties.filter,
    search: ListQuery.properties.search,
    sort: ListQuery.properties.sort,
    columns: Type.Optional(Type.String({ maxLength: 4000, description: 'Columns in their order, joined by ","' })),
    widths: Type.Optional(
      Type.String({
        maxLength: 4000,
        pattern: '^[^,:]+:\\d{2,4}(,[^,:]+:\\d{2,4})*$',
        description: '`item:180,due:90`',
      }),
    ),
    density: Type.Optional(Type.Union([Type.Literal('compact'), Type.Literal('regular'), Type.Literal('touch')])),
  },
  Closed,
)
export type ViewQuery = Static<typeof ViewQuery>

export const NewView = Type.Object(
  {
    list: ListName,
    name: Name,
    query: ViewQuery,
    isCompany: Type.Boolean({ description: 'Of everybody; by planners' }),
  },
  Closed,
)
export type NewView = Static<typeof NewView>

export const ViewChange = Type.Object(
  { name: Type.Optional(Name), query: Type.Optional(ViewQuery), isCompany: Type.Optional(Type.Boolean()) },
  { ...Closed, minProperties: 1 },
)
export type ViewChange = Static<typeof ViewChange>

export const DefaultChange = Type.Object(
  {
    isDefault: Type.Boolean(),
    isCompany: Type.Boolean({ description: 'For everybody who has chosen none; by planners' }),
  },
  Closed,
)
export type DefaultChange = Static<typeof DefaultChange>

export const ViewMade = Type.Object({ id: Type.String() })
export const ViewPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const SavedView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  query: ViewQuery,
  isCompany: Type.Boolean(),
  isMine: Type.Boolean({ description: 'One’s own; a view of the company is everybody’s, planners change it' }),
  by: Type.Union([Type.String(), Type.Null()], { description: 'Who made it; null: no longer here' }),
  isDefault: Type.Boolean({ description: 'Chosen by oneself to open the list with' }),
  isCompanyDefault: Type.Boolean(),
})
export type SavedView = Static<typeof SavedView>

export const SavedViews = Type.Object({ views: Type.Array(SavedView) })
export type SavedViews = Static<typeof SavedViews>

export const NewLink = Type.Object(
  {
    list: ListName,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    view: Type.Optional(
      Type.String({ format: 'uuid', description: 'A saved view: what it is changed to, the link reads' }),
    ),
    query: ViewQuery,
    titles: Type.Optional(
      Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 200 }), {
        description: 'Column → its title in the table',
      }),
    ),
    days: Type.Integer({ minimum: 1, maximum: 366, description: 'How long the link works' }),
  },
  Closed,
)
export type NewLink = Static<typeof NewLink>

export const LinkMade = Type.Object({
  id: Type.String(),
  csv: Type.String({ description: 'Path of the table as CSV. It has the token in it, shown this once' }),
  xlsx: Type.String({ description: 'The same as a workbook' }),
})
export type LinkMade = Static<typeof LinkMade>

export const LinkView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  list: Type.String(),
  by: Type.String(),
  created: Type.String({ format: 'date-time' }),
  expires: Type.String({ format: 'date-time' }),
  lastUsed: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
})
export const Links = Type.Object({ links: Type.Array(LinkView) })
export type Links = Static<typeof Links>
