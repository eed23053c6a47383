import type { Tasks, TaskView } from '../../../schemas/rest/planning.ts'
import type { Database, Session } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { addTask, cancelTask, newestTasks, readTask, type TaskProgress } from '../platform/tasks.ts'
import type { ScheduleChanges } from './follow-last.ts'

export const PLAN_TASK = 'plan-company'
const SEARCH_SECONDS = 5

/** Orders a plan of the company in the background, in the caller's transaction; plans are made one after the other. */
export const orderPlan = (session: Session, searchSeconds = SEARCH_SECONDS): Promise<string> =>
  addTask(session, { name: PLAN_TASK, payload: { searchSeconds }, queue: PLAN_TASK })

/** Orders a plan, or answers the one that waits already: begun later, it sees as much. It searches as long as the longest asked for. */
export function askForPlan(database: Database, searchSeconds = SEARCH_SECONDS): Promise<string> {
  return database.transaction(async (transaction) => {
    await transaction.query({ text: `select pg_advisory_xact_lock(hashtext('headwater ask for plan'))` })
    const [waiting] = await transaction.query<{ id: string }>({
      text: `update task_progress set payload = jsonb_build_object('searchSeconds',
                greatest((payload ->> 'searchSeconds')::numeric, $2::numeric))
              where id = (select id from task_progress where name = $1 and state = 'queued' and not cancel_requested
                          order by queued limit 1) and state = 'queued' returning id`,
      values: [PLAN_TASK, searchSeconds],
    })
    return waiting?.id ?? orderPlan(transaction, searchSeconds)
  })
}

/** Times the schedule in force anew; a plan that is asked for does not take its place. */
export const TIME_TASK = 'time-schedule'

/**
 * Orders the schedule in force timed anew for what the records say now, without a search: it stays as it is but for what has to
 * move, and for what a change wants, or one that was taken back.
 */
export const orderSchedule = (session: Session, changes: ScheduleChanges = {}): Promise<string> =>
  addTask(session, { name: TIME_TASK, payload: { searchSeconds: 0, goesOn: true, ...changes }, queue: PLAN_TASK })

export async function readTaskView(database: Database, id: string): Promise<TaskView> {
  const task = await readTask(database, id)
  if (!task) throw new Refused('not-found', `task (${id}) should exist`)
  return viewOf(task)
}

/** Most tasks that the panel of background work shows. */
const NEWEST = 20

/** The newest background work first. */
export async function readTaskViews(database: Database): Promise<Tasks> {
  return { tasks: (await newestTasks(database, NEWEST)).map(viewOf) }
}

const viewOf = ({ id, name, state, step, done, total, message, result }: TaskProgress): TaskView => ({
  id,
  name,
  state,
  step,
  done,
  total,
  message,
  result,
})

export async function stopTask(database: Database, id: string): Promise<void> {
  if ((await cancelTask(database, id)) === undefined) throw new Refused('not-found', `task (${id}) should exist`)
}
