import { type InputIssueCode, type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'

export interface Place {
  readonly file: string
  readonly row?: number
  readonly field?: string
  readonly value?: string
  readonly ring?: readonly string[]
}

/** Collects every error and warning of an input; rows that have one are remembered, so that they cause no further error. */
export class IssueList {
  readonly errors: PlanIssue[] = []
  readonly warnings: PlanIssue[] = []

  error(code: InputIssueCode, place: Place, message: string): void {
    this.errors.push(issueAt('error', code, place, message))
  }

  warn(code: InputIssueCode, place: Place, message: string): void {
    this.warnings.push(issueAt('warning', code, place, message))
  }
}

const issueAt = (severity: 'error' | 'warning', code: InputIssueCode, place: Place, message: string): PlanIssue =>
  planIssue({
    severity,
    code,
    file: place.file,
    row: place.row ?? null,
    field: place.field ?? null,
    value: place.value ?? null,
    message,
    ...(place.ring ? { ring: place.ring } : {}),
  })
