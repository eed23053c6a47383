import { type InboxNote, noteInbox } from '../inbox/index.ts'
import type { Transaction } from '../platform/database.ts'

/** Lines of one plan that are told one by one; of the others only how many. */
const MOST_LINES = 20

interface NewsRow {
  readonly [column: string]: unknown
  readonly order: string
  readonly line: string
  readonly item: string
  readonly itemName: string
  readonly customer: string | null
  readonly due: string
  readonly promised: string | null
  readonly projected: string | null
  readonly days: number | null
  readonly status: string
  readonly isNews: boolean
  readonly isMoved: boolean
}

/** Tells what a new plan makes late, and which promised dates it no longer keeps after people changed something. */
export async function noteNews(transaction: Transaction, run: number): Promise<void> {
  const rows = await transaction.query<NewsRow>({
    text: `with n as (select * from order_projection where run = $1),
                b as (select * from order_projection where run = (select max(id) from plan_run where id < $1))
           select n.order_id as order, n.line, n.item, n.item_name as "itemName", n.customer,
                  to_char(n.requested, 'YYYY-MM-DD') as due, to_char(p.promised, 'YYYY-MM-DD') as promised,
                  to_char(n.projected, 'YYYY-MM-DD') as projected, n.projected - n.requested as days, n.status,
                  n.status in ('late', 'soon-late') and n.status is distinct from b.status as "isNews",
                  coalesce(n.projected > p.promised and b.projected <= p.promised, false) as "isMoved"
           from n left join b using (order_id, line) left join delivery_promise p using (order_id, line)
           where exists (select from plan_run where id < $1)
             and ((n.status in ('late', 'soon-late') and n.status is distinct from b.status and b.status is distinct from 'late')
                  or (n.projected > p.promised and b.projected <= p.promised))
           order by n.projected - n.requested desc, n.position`,
    values: [run],
  })
  const by = rows.some((one) => one.isMoved) ? await findChangers(transaction, run) : []
  await noteInbox(transaction, [
    ...capped(
      rows.filter((one) => one.isNews && one.status === 'late'),
      { kind: 'late', run, by: [] },
    ),
    ...capped(
      rows.filter((one) => one.isNews && one.status === 'soon-late'),
      { kind: 'soon-late', run, by: [] },
    ),
    ...(by.length === 0
      ? []
      : capped(
          rows.filter((one) => one.isMoved),
          { kind: 'promise-moved', run, by },
        )),
  ])
}

function capped(
  rows: readonly NewsRow[],
  { kind, run, by }: { kind: 'late' | 'soon-late' | 'promise-moved'; run: number; by: readonly string[] },
): InboxNote[] {
  const notes = rows.slice(0, MOST_LINES).map((one): InboxNote => {
    const { order, line, item, itemName, customer, due, promised, projected, days } = one
    return {
      kind,
      subject: `${run} ${order}|${line}`,
      by,
      facts: { order, line, item, itemName, customer, due, promised, projected, days },
    }
  })
  const left = rows.length - notes.length
  if (left > 0) notes.push({ kind: 'more-late', subject: `${run} ${kind}`, by, facts: { count: left } })
  return notes
}

/** Who changed records or forecasts between the plan before and this one. */
async function findChangers(transaction: Transaction, run: number): Promise<readonly string[]> {
  const rows = await transaction.query<{ by: string }>({
    text: `with now as (select r.started, v.batch from plan_run r left join schedule_view v on v.run = r.id where r.id = $1),
                last as (select r.started, v.batch from plan_run r left join schedule_view v on v.run = r.id
                         where r.id = (select max(id) from plan_run where id < $1))
           select distinct by from (
             select i.by from import_batch i, now, last where i.id > coalesce(last.batch, 0) and i.id <= now.batch
             union all
             select coalesce(o.withdrawn_by, o.given_by) from forecast_override o, now, last
             where greatest(o.given, o.withdrawn) > last.started and greatest(o.given, o.withdrawn) <= now.started) as changes
           order by by`,
    values: [run],
  })
  return rows.map((one) => one.by)
}
