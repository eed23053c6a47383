import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Text = Type.Optional(nullable(Type.String()))
const Whole = Type.Optional(nullable(Type.Integer()))

/** Codes and values; the words are made where they are read. */
export const InboxItem = Type.Object({
  id: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  kind: Type.Union([
    Type.Literal('late', { description: 'An order line that became late with a plan' }),
    Type.Literal('soon-late'),
    Type.Literal('more-late', { description: '`count` further lines of the same plan' }),
    Type.Literal('promise-moved', {
      description: 'A plan after an edit or an override dates a line after its promised date',
    }),
    Type.Literal('promise-told', { description: 'Somebody promised another date for a line' }),
    Type.Literal('reservation-expiring'),
    Type.Literal('reservation-expired'),
    Type.Literal('import-done'),
    Type.Literal('import-failed'),
    Type.Literal('plan-failed'),
    Type.Literal('unannounced-key', {
      description: 'A partner’s document has a key that none of its pinned keys announced',
    }),
    Type.Literal('record-rewritten', { description: 'A partner has changed its record of what we exchanged' }),
    Type.Literal('agreement-disputed', {
      description: 'A partner has signed another text of an agreement than we hold',
    }),
  ]),
  by: Type.Array(Type.String(), { description: 'Who caused it; they are not told' }),
  isRead: Type.Boolean(),
  facts: Type.Object({
    order: Text,
    line: Text,
    item: Text,
    itemName: Text,
    customer: Text,
    quantity: Text,
    due: Text,
    promised: Text,
    projected: Text,
    from: Text,
    to: Text,
    expires: Text,
    days: Whole,
    count: Whole,
    files: Type.Optional(Type.Array(Type.String())),
    rows: Whole,
    refused: Whole,
    batch: Whole,
    message: Text,
  }),
})
export type InboxItem = Static<typeof InboxItem>

export const Inbox = Type.Object({
  items: Type.Array(InboxItem),
  unread: Type.Integer({ description: 'Of all that is kept' }),
})
export type Inbox = Static<typeof Inbox>

export const ReadMarks = Type.Object(
  {
    items: nullable(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500, description: 'null: all' })),
    isRead: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type ReadMarks = Static<typeof ReadMarks>
