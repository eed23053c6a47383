import { formatMicro } from '@headwater/domain/measures/quantity'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import { day } from './write/cells.ts'

/** The promise as one JSON object; quantities are strings. */
export const promiseJson = (one: DeliveryPromise): Record<string, unknown> => ({
  item: one.item,
  quantity: formatMicro(one.quantity),
  wanted: day(one.wanted),
  promised: day(one.promised),
  method: one.method,
  atp_at_wanted: formatMicro(one.atpAtWanted),
  sources: one.sources.map((source) => ({
    type: source.type,
    order: source.order,
    quantity: formatMicro(source.quantity),
    date: day(source.date),
  })),
  binding: { type: one.binding.type, item: one.binding.item, order: one.binding.order, date: day(one.binding.date) },
  issues: one.issues.map(issueJson),
})

/** An issue with the columns of issues.csv as names. */
export const issueJson = (issue: PlanIssue): Record<string, unknown> => ({ ...issue, date: day(issue.date) })
