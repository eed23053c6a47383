import { type CopyRow, copyText } from '../platform/copy.ts'
import type { PlanAnswer } from './compute-plan.ts'
import { countPlan, type PlanCounts } from './plan-counts.ts'
import { tablesOf } from './plan-tables.ts'
import type { StoredView } from './schedule-view.ts'

/** A plan as the database takes it: a million rows cross from thread to thread as a few thousand pieces of text. */
export interface WrittenPlan {
  readonly counts: PlanCounts
  readonly view: StoredView
  readonly tables: readonly WrittenTable[]
}

export interface WrittenTable {
  readonly table: string
  readonly columns: readonly string[]
  /** Of UTF-8 in COPY's text format. */
  readonly pieces: readonly Uint8Array[]
}

/** Writes every row of a run, in the thread that computed it. */
export function writePlan(run: number, answer: PlanAnswer): WrittenPlan {
  const encoder = new TextEncoder()
  return {
    counts: countPlan(answer),
    view: answer.view,
    tables: tablesOf(answer).map((one) => {
      const columns = ['run', ...one.columns]
      const text = copyText(withRun(run, one.rows), columns)
      return { table: one.table, columns, pieces: Array.from(text, (piece) => encoder.encode(piece)) }
    }),
  }
}

function* withRun(run: number, rows: Iterable<CopyRow>): Generator<CopyRow> {
  for (const row of rows) yield [run, ...row]
}
