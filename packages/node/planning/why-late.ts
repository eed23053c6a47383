import { formatDay } from '@headwater/domain/measures/day'
import type { LatenessParts, LatenessPlace } from '@headwater/domain/plans/late-cause'
import type { WhyLate } from '../../../schemas/rest/planning.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { findCause, type OperationTimes, operationTimes } from './plan-views.store.ts'

const minutes = (seconds: number): number => seconds / 60
const PARTS = ['material', 'missing', 'queue', 'setup', 'run', 'batch', 'calendar'] as const

/** Why an open order line is late, or has no date. Refused: no such line, or one that is in time. */
export async function readWhyLate(database: Database, line: { order: string; line: string }): Promise<WhyLate> {
  const cause = await findCause(database, line)
  if (cause === undefined) throw new Refused('not-found', `order line (${line.order} / ${line.line}) should be open`)
  if (cause === null) throw new Refused('not-found', `order line (${line.order} / ${line.line}) is not late`)
  const times = await operationTimes(
    database,
    cause.chain.map((one) => one.order),
  )
  return {
    order: cause.order,
    line: cause.line,
    item: cause.item,
    due: formatDay(cause.due),
    projected: cause.projected === null ? null : formatDay(cause.projected),
    lateMinutes: minutes(cause.late),
    chain: cause.chain.map((link) => ({
      type: link.type,
      order: link.order,
      item: link.item,
      lateMinutes: minutes(link.late),
      parts: partsOf(link.parts),
      places: link.places.map(({ seconds, ...place }) => ({
        ...place,
        minutes: minutes(seconds),
        ...instantsOf(times, link.order, place),
      })),
      issue: link.issue ? { code: link.issue.code, message: link.issue.message } : null,
    })),
  }
}

const partsOf = (parts: LatenessParts): WhyLate['chain'][number]['parts'] =>
  PARTS.map((part) => ({ part, minutes: minutes(parts[part]) }))

/** The two instants between which a part lies: waiting ends where the set-up begins, and begins where the operation before ended. */
function instantsOf(
  times: readonly OperationTimes[],
  order: string,
  { part, sequence }: Pick<LatenessPlace, 'part' | 'sequence'>,
): { readonly from: string | null; readonly to: string | null } {
  const own = times.filter((one) => one.order === order)
  const at = own.findIndex((one) => one.sequence === sequence)
  const operation = own[at]
  if (!operation) return { from: null, to: null }
  if (part === 'setup') return { from: operation.setupStart, to: operation.start }
  if (part === 'run' || part === 'calendar') return { from: operation.start, to: operation.ended }
  const before = own[at - 1]
  // With transfer batches an operation begins before the one before it has ended.
  const from = before && before.ended > operation.setupStart ? before.start : before?.ended
  return { from: from ?? null, to: operation.setupStart }
}
