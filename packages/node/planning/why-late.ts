import { formatDay } from '@headwater/domain/measures/day'
import type { LatenessParts } from '@headwater/domain/plans/late-cause'
import type { WhyLate } from '../../../schemas/rest/planning.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { findCause } from './plan-views.store.ts'

const minutes = (seconds: number): number => seconds / 60
const PARTS = ['material', 'missing', 'queue', 'setup', 'run', 'batch', 'calendar'] as const

/** Why an open order line is late, or has no date. Refused: no such line, or one that is in time. */
export async function readWhyLate(database: Database, line: { order: string; line: string }): Promise<WhyLate> {
  const cause = await findCause(database, line)
  if (cause === undefined) throw new Refused('not-found', `order line (${line.order} / ${line.line}) should be open`)
  if (cause === null) throw new Refused('not-found', `order line (${line.order} / ${line.line}) is not late`)
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
      places: link.places.map(({ seconds, ...place }) => ({ ...place, minutes: minutes(seconds) })),
      issue: link.issue ? { code: link.issue.code, message: link.issue.message } : null,
    })),
  }
}

const partsOf = (parts: LatenessParts): WhyLate['chain'][number]['parts'] =>
  PARTS.map((part) => ({ part, minutes: minutes(parts[part]) }))
