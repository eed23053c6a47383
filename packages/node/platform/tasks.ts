import { randomUUID } from 'node:crypto'
import type { Session } from './database.ts'

export type TaskState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** How far a piece of background work is. */
export interface TaskProgress {
  readonly id: string
  readonly name: string
  readonly payload: unknown
  readonly state: TaskState
  /** The part of the work that is being done, in words of the user. */
  readonly step: string
  readonly done: number
  /** Null: how much there is to do is not known. */
  readonly total: number | null
  readonly message: string
  readonly result: unknown
  readonly cancelRequested: boolean
  readonly queued: Date
  readonly started: Date | null
  readonly ended: Date | null
}

export interface TaskOrder {
  readonly name: string
  /** Kept as JSON; large input belongs in a table of its own. */
  readonly payload: unknown
  /** Tasks of one queue are done one after the other. */
  readonly queue?: string
  /** How often a task that throws is tried again; 0 by default. One whose worker died is always taken up again. */
  readonly retries?: number
  /** Smaller is sooner. */
  readonly priority?: number
}

/** Channel on which every change of a task is told, as JSON {id, state, cancel}. */
export const TASK_CHANNEL = 'task_progress'

/** After this many workers have died over one task, it counts as failed. */
export const MOST_DEATHS = 5

/** Orders background work, in the caller's transaction: it is done if, and only if, that is committed. Resolves with the task's id. */
export async function addTask(session: Session, order: TaskOrder): Promise<string> {
  const id = randomUUID()
  const { name, payload, queue = null, retries = 0, priority = null } = order
  await session.query({
    text: `with progress as (insert into task_progress (id, name, payload) values ($1::uuid, $2::text, $3::jsonb))
           select graphile_worker.add_job($2::text, payload := $4::json, queue_name := $5::text, job_key := $1::text,
                                          max_attempts := $6::int, priority := $7::int)`,
    values: [
      id,
      name,
      JSON.stringify(payload ?? null),
      JSON.stringify({ id, retries }),
      queue,
      retries + MOST_DEATHS,
      priority,
    ],
  })
  return id
}

const COLUMNS = `id, name, payload, state, step, done, total, message, result, cancel_requested as "cancelRequested",
                 queued, started, ended`

export async function readTask(session: Session, id: string): Promise<TaskProgress | undefined> {
  const rows = await session.query<TaskProgress & Record<string, unknown>>({
    text: `select ${COLUMNS} from task_progress where id = $1`,
    values: [id],
  })
  return rows[0]
}

/** The newest tasks first. */
export function newestTasks(session: Session, most: number): Promise<readonly TaskProgress[]> {
  return session.query<TaskProgress & Record<string, unknown>>({
    text: `select ${COLUMNS} from task_progress order by queued desc limit $1`,
    values: [most],
  })
}

const KEPT = 200

/** Ended tasks beyond the newest go: nobody asks for them any more. */
export async function forgetOldTasks(session: Session): Promise<void> {
  await session.query({
    name: 'forget-tasks',
    text: `delete from task_progress where state in ('done', 'failed', 'cancelled') and queued <
             (select queued from task_progress order by queued desc offset $1 limit 1)`,
    values: [KEPT],
  })
}

/** Takes a waiting task out, and asks a running one to stop. Resolves with the state after this; undefined when there is no such task. */
export async function cancelTask(session: Session, id: string): Promise<TaskState | undefined> {
  const rows = await session.query<{ state: TaskState }>({
    text: `update task_progress set cancel_requested = true,
              ended = case when state = 'queued' then now() end,
              state = case when state = 'queued' then 'cancelled' else state end
            where id = $1 and state in ('queued', 'running') returning state`,
    values: [id],
  })
  if (rows[0]?.state === 'cancelled')
    await session.query({ text: 'select graphile_worker.remove_job($1)', values: [id] })
  return rows[0]?.state ?? (await readTask(session, id))?.state
}
