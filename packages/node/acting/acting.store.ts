import type { GivenCells } from '@headwater/files/import/given-rows'
import { CURRENT } from '../planning/index.ts'
import type { Session, Transaction } from '../platform/database.ts'

/** An action of the current plan as it is carried out. */
export interface ActionRow {
  readonly [column: string]: unknown
  readonly position: number
  readonly said: string
  readonly action: 'make' | 'order' | 'expedite' | 'defer' | 'increase' | 'decrease' | 'cancel'
  readonly orderType: 'planned_order' | 'purchase_order' | 'work_order'
  readonly order: string
  readonly line: string | null
  readonly item: string
  readonly quantity: string | null
  readonly newQuantity: string | null
  readonly date: string | null
  readonly newDate: string | null
  readonly releaseDate: string | null
  readonly supplier: string | null
  readonly priority: number | null
}

/** Those of the current plan that nobody has carried out, in its order; locked, so that nobody else carries them out meanwhile. */
export const findActions = (transaction: Transaction, said: readonly string[]): Promise<readonly ActionRow[]> =>
  transaction.query<ActionRow>({
    text: `select a.position, a.said, a.action, a.order_type as "orderType", a.order_id as "order", a.line, a.item,
                  trim_scale(a.quantity)::text as quantity, trim_scale(a.new_quantity)::text as "newQuantity",
                  to_char(a.date, 'YYYY-MM-DD') as date, to_char(a.new_date, 'YYYY-MM-DD') as "newDate",
                  to_char(p.release_date, 'YYYY-MM-DD') as "releaseDate", p.supplier, p.priority
           from planning_action a
           left join planned_order p on p.run = a.run and p.planned_order = a.order_id and a.order_type = 'planned_order'
           where a.run = ${CURRENT} and a.said = any($1)
             and not exists (select 1 from applied_action d join import_batch b on b.id = d.batch
                             where d.run = a.run and d.position = a.position and b.undone_by is null)
           order by a.position for update of a`,
    values: [said],
  })

/** Open orders that actions change, by their key. */
export async function loadOrders(
  session: Session,
  file: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, GivenCells>> {
  const rows = await session.query<{ key: string; cells: GivenCells }>({
    text: 'select key, cells from record where file = $1 and key = any($2)',
    values: [file, keys],
  })
  return new Map(rows.map((one) => [one.key, one.cells]))
}

/** Numbers of all orders of a file. */
export async function orderNumbers(session: Session, file: string): Promise<readonly string[]> {
  const rows = await session.query<{ number: string }>({
    text: `select distinct cells ->> 'order' as number from record where file = $1`,
    values: [file],
  })
  return rows.map((one) => one.number)
}

export async function markApplied(transaction: Transaction, batch: number, rows: readonly ActionRow[]): Promise<void> {
  await transaction.query({
    text: `insert into applied_action (run, position, batch) select ${CURRENT}, unnest($1::int[]), $2`,
    values: [rows.map((one) => one.position), batch],
  })
}

/** Answers how many were not dismissed before. Unknown ones are left out: what the plan no longer says cannot be dismissed. */
export async function insertDismissals(session: Session, said: readonly string[], by: string): Promise<number> {
  const rows = await session.query({
    text: `insert into dismissed_action (said, by)
           select distinct said, $2 from planning_action where run = ${CURRENT} and said = any($1)
           on conflict do nothing returning said`,
    values: [said, by],
  })
  return rows.length
}

export async function deleteDismissals(session: Session, said: readonly string[]): Promise<number> {
  const rows = await session.query({
    text: 'delete from dismissed_action where said = any($1) returning said',
    values: [said],
  })
  return rows.length
}

/** Readers of live events read the plan again. */
export async function tellPlanChanged(session: Session): Promise<void> {
  await session.query({ text: `select pg_notify('headwater_live', 'plan')` })
}

export interface ReachedRow {
  readonly [column: string]: unknown
  readonly order: string
  readonly line: string
  readonly itemName: string
  readonly customer: string | null
  readonly requested: string
  readonly projected: string | null
  readonly status: 'late' | 'soon-late' | 'on-time' | 'cannot-plan'
  readonly total: number
  readonly late: number
}

export interface SupplyKey {
  readonly type: string
  readonly order: string
  readonly line?: string | undefined
}

/** Customers' lines above an order in pegging, however many levels, the latest first. */
export const findReached = (session: Session, { type, order, line }: SupplyKey): Promise<readonly ReachedRow[]> =>
  session.query<ReachedRow>({
    text: `with recursive needs as (
             select demand_type, demand, demand_line from pegging
             where run = ${CURRENT} and supply_type = $1 and supply = $2 and ($3::text is null or supply_line = $3)
             union
             select p.demand_type, p.demand, p.demand_line from needs n
             join pegging p on p.run = ${CURRENT} and p.supply_type = n.demand_type and p.supply = n.demand
             where n.demand_type in ('planned_order', 'work_order'))
           select o.order_id as "order", o.line, o.item_name as "itemName", o.customer, o.status,
                  to_char(o.requested, 'YYYY-MM-DD') as requested, to_char(o.projected, 'YYYY-MM-DD') as projected,
                  (count(*) over ())::int as total, (count(*) filter (where o.status = 'late') over ())::int as late
           from needs n join order_projection o on o.run = ${CURRENT} and o.order_id = n.demand and o.line = n.demand_line
           where n.demand_type = 'sales_order' order by o.days_late desc nulls first, o.position limit 100`,
    values: [type, order, line ?? null],
  })
