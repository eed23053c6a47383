import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { CauseLink, LateCause } from '@headwater/domain/plans/late-cause'
import type { Pegging } from '@headwater/domain/plans/material-plan'
import { demandKey, type LateDesk, NO_PARTS, type OpenLine } from './why-late.ts'

/**
 * The chain of orders that keep a sales line from having a date, down to the one whose issue is the root; null when none does.
 * `stuck`: orders that cannot be planned or scheduled, with the reason.
 */
export function whyStuck(desk: LateDesk, line: OpenLine, stuck: ReadonlyMap<string, PlanIssue>): LateCause | null {
  const chain: CauseLink[] = []
  let row = stuckSupply(desk, demandKey('sales_order', line.order, line.line), stuck)
  while (row !== undefined) {
    const issue = stuck.get(row.supply)!
    const { supplyType: type, supply: order, supplyItem: item } = row
    chain.push({ type, order, item, late: 0, parts: NO_PARTS, places: [], issue })
    row = issue.code === 'material-short' ? stuckSupply(desk, demandKey(type, order, null), stuck) : undefined
  }
  const { order, line: number, item, dueDate } = line
  return chain.length === 0 ? null : { order, line: number, item, due: dueDate, projected: null, late: 0, chain }
}

const stuckSupply = (desk: LateDesk, key: string, stuck: ReadonlyMap<string, PlanIssue>): Pegging | undefined =>
  desk.pegging.get(key)?.find((row) => row.supplyType !== 'stock' && stuck.has(row.supply))
