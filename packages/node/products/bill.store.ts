import type { Session } from '../platform/database.ts'
import { IN_FORCE, IS_COMPONENT, IS_PARENT, UNIT_FACTOR } from './bill-sql.ts'

/** A line of a bill as the walk found it. */
export interface WalkedLine {
  readonly [column: string]: unknown
  readonly key: string
  readonly parent: string
  readonly component: string
  readonly cells: Readonly<Record<string, string>>
  readonly isInForce: boolean
  readonly unitFactor: { readonly factor: string; readonly isBack: boolean } | null
}

/** Lines that one answer holds: a bill with more is not looked at, but exported. */
export const MOST_LINES = 5_000

const DOWN = `
  join record p on p.file = 'items' and p.key = w.component
  join record b on b.file = 'boms' and b.cells ->> 'parent' = any (array[p.key, p.cells ->> 'style'])
  join lateral (
    select * from record c where c.file = 'items' and c.key = b.cells ->> 'component'
    union all
    select * from record c where c.file = 'items' and c.cells ->> 'style' = b.cells ->> 'component') c on true`

const UP = `
  join record c on c.file = 'items' and c.key = w.parent
  join record b on b.file = 'boms' and b.cells ->> 'component' = any (array[c.key, c.cells ->> 'style'])
  join lateral (
    select * from record p where p.file = 'items' and p.key = b.cells ->> 'parent'
    union all
    select * from record p where p.file = 'items' and p.cells ->> 'style' = b.cells ->> 'parent') p on true`

/**
 * Every line below or above an item. \`union\` takes each line once however many ways lead to it: a part that many share costs what it
 * has, not what it has times its ways, and a ring would end. The limit stops what is too long for an answer.
 */
const walkSql = (step: string): string => `
  with recursive walk (key, parent, component) as (
    select null::text, $1::text, $1::text
    union
    select b.key, p.key, c.key from walk w ${step} where ${IS_PARENT} and ${IS_COMPONENT}
  ), found as (select * from walk where key is not null limit ${MOST_LINES + 1})
  select f.key, f.parent, f.component, b.cells, ${IN_FORCE} as "isInForce", ${UNIT_FACTOR} as "unitFactor"
  from found f join record b on b.file = 'boms' and b.key = f.key
  join record c on c.file = 'items' and c.key = f.component
  order by b.position, f.parent`

export interface Walk {
  readonly item: string
  /** Business day. */
  readonly today: string
}

/** What an item is made of, down to what is bought. */
export const walkDown = (session: Session, { item, today }: Walk): Promise<readonly WalkedLine[]> =>
  session.query<WalkedLine>({ text: walkSql(DOWN), values: [item, today] })

/** What an item goes into, up to what is sold. */
export const walkUp = (session: Session, { item, today }: Walk): Promise<readonly WalkedLine[]> =>
  session.query<WalkedLine>({ text: walkSql(UP), values: [item, today] })

export interface SubstituteRow {
  readonly [column: string]: unknown
  readonly of: string
  readonly parent: string | null
  readonly item: string
  readonly name: string
  readonly ratio: string
  readonly priority: number
  readonly validFrom: string | null
  readonly validTo: string | null
}

export const loadSubstitutes = (session: Session, items: readonly string[]): Promise<readonly SubstituteRow[]> =>
  session.query<SubstituteRow>({
    text: `select s.cells ->> 'item' as of, s.cells ->> 'parent' as parent, s.cells ->> 'substitute' as item,
                  coalesce(i.cells ->> 'name', i.key) as name, coalesce(s.cells ->> 'ratio', '1') as ratio,
                  coalesce((s.cells ->> 'priority')::numeric, 1)::int as priority,
                  to_char((s.cells ->> 'valid_from')::date, 'YYYY-MM-DD') as "validFrom",
                  to_char((s.cells ->> 'valid_to')::date, 'YYYY-MM-DD') as "validTo"
           from record s join record i on i.file = 'items' and i.key = s.cells ->> 'substitute'
           where s.file = 'substitutes' and s.cells ->> 'item' = any ($1::text[])
           order by priority, s.position`,
    values: [items],
  })
