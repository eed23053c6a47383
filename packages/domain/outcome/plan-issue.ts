import type { Day } from '../measures/day.ts'

export type Severity = 'error' | 'warning' | 'info'

/** Codes of the invalid list: the input is refused whole. */
export type InputIssueCode =
  | 'required'
  | 'not-a-number'
  | 'too-many-digits'
  | 'out-of-range'
  | 'not-a-date'
  | 'not-in-list'
  | 'bad-text'
  | 'missing-column'
  | 'unknown-column'
  | 'unknown-reference'
  | 'duplicate-key'
  | 'duplicate-file'
  | 'no-conversion'
  | 'no-variant'
  | 'conflict'
  | 'cycle'
  | 'no-working-time'
  | 'bad-encoding'

/** Codes of answers: late, cannot plan, conflict. */
export type AnswerIssueCode =
  | 'late'
  | 'material-short'
  | 'missing-routing'
  | 'no-bom'
  | 'overdue-receipt'
  | 'inside-planning-fence'
  | 'lot-expires'

/** One line of issues.csv; a column that does not apply is null. */
export interface PlanIssue {
  readonly severity: Severity
  readonly code: InputIssueCode | AnswerIssueCode
  readonly file: string | null
  /** Spreadsheet row, the header is 1 when it is the first line. */
  readonly row: number | null
  readonly field: string | null
  readonly value: string | null
  readonly order: string | null
  readonly line: string | null
  readonly item: string | null
  readonly date: Day | null
  /** Calendar days after the due date. */
  readonly days: number | null
  readonly message: string
  /** Of a `cycle`: the items of the ring, the first again at its end. Not a column of issues.csv. */
  readonly ring?: readonly string[]
}

const blank = {
  file: null,
  row: null,
  field: null,
  value: null,
  order: null,
  line: null,
  item: null,
  date: null,
  days: null,
} as const

/** A message is read by a person; the whole value, a million characters at worst, stands in its own column. */
const MOST_QUOTED = 80

/** Fills the columns that an issue does not use; its message quotes no more than the beginning of a long value. */
export function planIssue(issue: Pick<PlanIssue, 'severity' | 'code' | 'message'> & Partial<PlanIssue>): PlanIssue {
  const { value, message } = issue
  const isLong = typeof value === 'string' && value.length > MOST_QUOTED
  const quoted = isLong ? message.replaceAll(value, () => `${value.slice(0, MOST_QUOTED)}…`) : message
  return { ...blank, ...issue, message: quoted }
}
