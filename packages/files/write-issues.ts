import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { day } from './write/cells.ts'
import { csvBytes } from './write/csv-text.ts'

export const ISSUE_COLUMNS = [
  'severity',
  'code',
  'file',
  'row',
  'field',
  'value',
  'order',
  'line',
  'item',
  'date',
  'days',
  'message',
] as const

/** issues.csv of the public contract. */
export const writeIssues = (issues: readonly PlanIssue[]): Uint8Array =>
  csvBytes(
    ISSUE_COLUMNS,
    issues.map((one) => [
      one.severity,
      one.code,
      one.file,
      one.row,
      one.field,
      one.value,
      one.order,
      one.line,
      one.item,
      day(one.date),
      one.days,
      one.message,
    ]),
  )
