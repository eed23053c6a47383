import { CURRENT } from '../planning/index.ts'
import type { Session } from '../platform/database.ts'
import type { TaskState } from '../platform/tasks.ts'

export interface SearchRow {
  readonly [column: string]: unknown
  readonly task: string
  readonly state: TaskState
  readonly seconds: number
  readonly seed: number
  readonly elapsed: number
  readonly first: number | null
  readonly late: number | null
  readonly setupMinutes: number | null
  readonly bound: number | null
  readonly trace: { at: number; late: number }[]
}

export async function insertSearch(
  session: Session,
  { task, seconds, seed }: { readonly task: string; readonly seconds: number; readonly seed: number },
): Promise<void> {
  await session.query({
    text: `insert into schedule_search (task, seconds, seed, bound)
           values ($1, $2, $3, (select (view::jsonb #>> '{search,bound}')::float8 from schedule_view where run = ${CURRENT}))`,
    values: [task, seconds, seed],
  })
}

/** How far a search is; answers whether somebody wants it to end and be kept. */
export async function saveSearch(
  session: Session,
  task: string,
  {
    elapsed,
    first,
    late,
    setupMinutes,
    trace,
  }: Pick<SearchRow, 'elapsed' | 'first' | 'late' | 'setupMinutes' | 'trace'>,
): Promise<boolean> {
  const rows = await session.query<{ kept: boolean }>({
    name: 'save-search',
    text: `update schedule_search set elapsed = $2, first_late = $3, late = $4, setup_minutes = $5, trace = $6::jsonb
           where task = $1 returning is_kept as kept`,
    values: [task, elapsed, first, late, setupMinutes, JSON.stringify(trace)],
  })
  return rows[0]?.kept ?? false
}

const COLUMNS = `s.task, t.state, s.seconds, s.seed, s.elapsed, s.first_late as first, s.late,
                 s.setup_minutes as "setupMinutes", s.bound, s.trace`

export async function findSearch(session: Session, task: string): Promise<SearchRow | undefined> {
  const rows = await session.query<SearchRow>({
    text: `select ${COLUMNS} from schedule_search s join task_progress t on t.id = s.task where s.task = $1`,
    values: [task],
  })
  return rows[0]
}

export async function newestSearch(session: Session): Promise<SearchRow | undefined> {
  const rows = await session.query<SearchRow>({
    text: `select ${COLUMNS} from schedule_search s join task_progress t on t.id = s.task order by s.ordered desc limit 1`,
  })
  return rows[0]
}

/** False: there is no such search. */
export async function keepSearch(session: Session, task: string): Promise<boolean> {
  const rows = await session.query({
    text: 'update schedule_search set is_kept = true where task = $1 returning task',
    values: [task],
  })
  return rows.length > 0
}

/** A running search ends and keeps what it has, so that what waits for it goes on. */
export async function keepSearches(session: Session): Promise<void> {
  await session.query({
    text: `update schedule_search s set is_kept = true from task_progress t
           where t.id = s.task and t.state in ('queued', 'running')`,
  })
}
