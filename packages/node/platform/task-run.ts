import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { forgetOldTasks, type TaskState } from './tasks.ts'

export interface TaskReport {
  readonly step?: string
  readonly done?: number
  readonly total?: number | null
  readonly message?: string
}

/** What a task gets besides its payload. */
export interface TaskContext {
  readonly id: string
  readonly database: Database
  readonly log: Log
  /** Aborted when the task is cancelled, or its worker stops: then the task should throw `signal.reason`. */
  readonly signal: AbortSignal
  /** Says how far the work is; cheap, because it is written a few times a second at most. */
  readonly report: (report: TaskReport) => void
}

/**
 * One kind of background work. It may be begun again after a worker died, so what it writes must be whole in one transaction, or written
 * so that doing it twice is the same as once. What it returns is kept as the result.
 */
export type TaskProgram = (payload: never, context: TaskContext) => Promise<unknown>

/** Why a signal was aborted. */
export class TaskCancelled extends Error {}
export class WorkerStopping extends Error {}

export interface TaskRun {
  readonly id: string
  readonly program: TaskProgram
  /** May a task that throws be tried again? */
  readonly again: boolean
  readonly controller: AbortController
  readonly database: Database
  readonly log: Log
}

const REPORT_MS = 200

/** Does one task and keeps its progress. Throws only what should make the queue try again. */
export async function runTask(run: TaskRun): Promise<void> {
  const payload = await begin(run)
  if (payload === undefined) return
  const reports = reporter(run)
  try {
    const context = {
      id: run.id,
      database: run.database,
      log: run.log,
      signal: run.controller.signal,
      report: reports.report,
    }
    const result = await run.program(payload.value as never, context)
    await reports.flush()
    await end(run, 'done', { result: result ?? null })
  } catch (error) {
    await reports.flush().catch(() => {})
    await failed(run, error)
  }
}

async function begin({ id, database }: TaskRun): Promise<{ value: unknown } | undefined> {
  const rows = await database.query<{ payload: unknown }>({
    name: 'begin-task',
    text: `update task_progress set state = 'running', started = now(), step = '', done = 0, total = null, message = ''
            where id = $1 and state in ('queued', 'running') returning payload`,
    values: [id],
  })
  return rows[0] && { value: rows[0].payload }
}

async function failed(run: TaskRun, error: unknown): Promise<void> {
  const { reason, aborted } = run.controller.signal
  if (aborted && reason instanceof TaskCancelled) return end(run, 'cancelled', {})
  const message = error instanceof Error ? error.message : String(error)
  if ((aborted && reason instanceof WorkerStopping) || run.again || isConnectionLoss(error)) {
    await end(run, 'queued', { message }).catch(() => {})
    throw error
  }
  run.log.error('A task failed', { task: run.id, error })
  return end(run, 'failed', { message })
}

async function end(
  run: TaskRun,
  state: TaskState,
  { result, message }: { result?: unknown; message?: string },
): Promise<void> {
  await run.database.query({
    name: 'end-task',
    text: `update task_progress set state = $2, result = $3::jsonb, message = coalesce($4, message),
              done = case when $2 = 'done' then coalesce(total, done) else done end,
              ended = case when $2 = 'queued' then null else now() end
            where id = $1 and state = 'running'`,
    values: [run.id, state, result === undefined ? null : JSON.stringify(result), message ?? null],
  })
  if (state !== 'queued') await forgetOldTasks(run.database)
}

/** Did the database go away, rather than the task fail? */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    /^(08|57P0)/.test(code ?? '') ||
    /^E(CONN|PIPE|TIMEDOUT)/.test(code ?? '') ||
    (message ?? '').startsWith('Connection terminated')
  )
}

/** Joins reports and writes the newest a few times a second. */
function reporter({ id, database, log, controller }: TaskRun) {
  let waiting: TaskReport | undefined
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    const next = waiting
    waiting = undefined
    timer = undefined
    if (next)
      writing = writing
        .then(() => save(next))
        .catch((error) => log.warn('Progress of a task was not written', { task: id, error }))
  }
  const save = async ({ step, done, total, message }: TaskReport) => {
    const rows = await database.query<{ cancel: boolean }>({
      name: 'report-task',
      text: `update task_progress set step = coalesce($2, step), done = coalesce($3, done), message = coalesce($4, message),
                total = case when $6 then $5 else total end
              where id = $1 and state = 'running' returning cancel_requested as cancel`,
      values: [id, step ?? null, done ?? null, message ?? null, total ?? null, total !== undefined],
    })
    if (rows[0]?.cancel) controller.abort(new TaskCancelled('cancelled'))
  }
  return {
    report: (report: TaskReport) => {
      waiting = { ...waiting, ...report }
      timer ??= setTimeout(write, REPORT_MS)
    },
    flush: () => {
      clearTimeout(timer)
      write()
      return writing
    },
  }
}
