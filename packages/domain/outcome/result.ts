import type { PlanIssue } from './plan-issue.ts'

/** What a caller may have done wrong, or what stands in the way. A closed list: it is mapped once to HTTP, DSP and exit codes. */
export type FailureReason = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'unavailable'

export interface Failure {
  readonly reason: FailureReason
  /** What (value) should be what (value), and what to do. */
  readonly message: string
  readonly issues?: readonly PlanIssue[]
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = <T = never>(reason: FailureReason, message: string, issues?: Failure['issues']): Result<T> => ({
  ok: false,
  failure: issues ? { reason, message, issues } : { reason, message },
})
