import { type Static, type TSchema, Type } from 'typebox'

/** How every list is asked: the same words in the address of a screen, of a page and of an export. */
export const ListQuery = Type.Object(
  {
    filter: Type.Optional(
      Type.String({
        maxLength: 2000,
        description:
          'Clauses joined by ";": `status:late|soon-late` (any of these), `customer:~abc` (contains), `due:2026-11-23..2026-11-29` (from..to, either side open), `due:this-week` (also overdue, today, last-week, next-week, last-4-weeks, next-4-weeks, last-month, this-month, next-month; weeks begin on Monday, by the business day). Text is percent-encoded where it holds one of ; | : ~ %',
      }),
    ),
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Words that a row must hold, in any text column' }),
    ),
    sort: Type.Optional(
      Type.String({
        maxLength: 64,
        pattern: '^-?[A-Za-z][A-Za-z0-9_.]*$',
        description: 'A column; with - before it, from the other end',
      }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 2000, description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: '200 unless told' })),
  },
  { additionalProperties: false },
)
export type ListQuery = Static<typeof ListQuery>

/** One page: `next` is null on the last; `total` counts all rows that the filter leaves, and is null on pages that follow another. */
export const listPage = <Row extends TSchema>(row: Row) =>
  Type.Object({
    rows: Type.Array(row),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Union([Type.Integer(), Type.Null()], {
      description: 'All rows that the filter leaves; counted for the first page alone, null on those that follow',
    }),
  })
export interface ListPage<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly total: number | null
}
