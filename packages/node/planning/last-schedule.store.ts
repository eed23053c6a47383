import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import type { Session } from '../platform/database.ts'
import { CURRENT } from './current-run.ts'
import type { LastSchedule, OldPlace, ScheduleChanges } from './follow-last.ts'

const secondsOf = (time: Date): number => Math.round(time.getTime() / 1000)

/** The schedule in force, with what a change has moved, or one that was taken back; null: nothing is scheduled. */
export async function loadLastSchedule(
  session: Session,
  { undone = null, wanted = null }: ScheduleChanges = {},
): Promise<LastSchedule | null> {
  const operations = await loadOperations(session)
  if (operations.length === 0) return null
  const planned = await session.query<{ order: string; item: string; due: string }>({
    text: `select planned_order as order, item, to_char(due_date, 'YYYY-MM-DD') as due
           from planned_order where run = ${CURRENT} and type = 'make' order by planned_order`,
  })
  const restored = undone === null ? [] : await loadBefore(session, undone)
  const isOfNow = wanted !== null && wanted.run === (await loadCurrentRun(session))
  return {
    operations,
    planned: planned.map((one) => ({ ...one, due: parseDay(one.due)! })),
    restored,
    ...(isOfNow ? { wanted } : {}),
  }
}

/** The number of the current plan; null: nothing is planned. */
export async function loadCurrentRun(session: Session): Promise<number | null> {
  const [row] = await session.query<{ run: number | null }>({ text: `select ${CURRENT} as run` })
  return row!.run
}

/** Where the operations of a change stood; nothing unless it is taken back. */
async function loadBefore(session: Session, batch: number): Promise<OldPlace[]> {
  const rows = await session.query<{ operations: OldPlace[] }>({
    text: `select s.operations from schedule_before s join import_batch b on b.id = s.batch
           where s.batch = $1 and b.undone_by is not null`,
    values: [batch],
  })
  return rows[0]?.operations ?? []
}

async function loadOperations(session: Session): Promise<ScheduledOperation[]> {
  const rows = await session.query<
    Pick<ScheduledOperation, 'order' | 'sequence' | 'item' | 'workCenter' | 'workUnit'> & {
      readonly [column: string]: unknown
      readonly quantity: string
      readonly setupStart: Date
      readonly start: Date
      readonly end: Date
    }
  >({
    text: `select order_id as order, sequence, item, work_center as "workCenter", work_unit as "workUnit",
                  trim_scale(quantity)::text as quantity, setup_start as "setupStart", start, ended as end
           from scheduled_operation where run = ${CURRENT}`,
  })
  return rows.map(({ order, sequence, item, workCenter, workUnit, ...one }) => ({
    order,
    sequence,
    item,
    workCenter,
    workUnit,
    quantity: parseMicro(one.quantity) as number,
    setupStart: secondsOf(one.setupStart),
    start: secondsOf(one.start),
    end: secondsOf(one.end),
  }))
}
