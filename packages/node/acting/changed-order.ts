import { formatMicro, MICRO, parseMicro } from '@headwater/domain/measures/quantity'
import type { GivenCells } from '@headwater/files/import/given-rows'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { Refused } from '../platform/problem.ts'
import type { ActionRow } from './acting.store.ts'

/** What an action changes of an open order, provided that it is as the plan saw it. Throws Refused where it is not. */
export function changedOrder(row: ActionRow, key: string, cells: GivenCells | undefined): RecordEdit {
  const file = row.orderType === 'work_order' ? 'work_orders' : 'purchase_orders'
  if (!cells) throw changed(row, 'it is gone')
  const edit = (field: string, to: string): RecordEdit => ({
    file,
    key,
    was: { [field]: cells[field] ?? '' },
    cells: { [field]: to },
  })
  if (row.action === 'expedite' || row.action === 'defer') {
    // A moment keeps to its day: the plan moves days.
    if (cells.due_date?.slice(0, 10) !== row.date) throw changed(row, `its due date is ${cells.due_date ?? 'none'} now`)
    return edit('due_date', row.newDate!)
  }
  if (cells.status === 'closed' || cells.status === 'cancelled') throw changed(row, `it is ${cells.status} now`)
  return row.action === 'cancel' ? edit('status', 'cancelled') : edit('quantity', newQuantity(row, cells))
}

/** In the unit in which the order is kept: the plan counts in the item's. */
function newQuantity(row: ActionRow, cells: GivenCells): string {
  const [kept, was, wanted] = [cells.quantity ?? '', row.quantity!, row.newQuantity!].map((one) => parseMicro(one))
  if (typeof kept !== 'number' || typeof was !== 'number' || typeof wanted !== 'number') throw changed(row, 'see there')
  if (kept === was) return formatMicro(wanted)
  if (!cells.unit) throw changed(row, `its quantity is ${cells.quantity} now`)
  const product = BigInt(kept) * BigInt(wanted)
  if (was === 0 || product % BigInt(was) !== 0n)
    throw new Refused(
      'conflict',
      `order (${row.order}) is kept in ${cells.unit}, and ${formatMicro(wanted)} is no whole number of 1/${MICRO} of it; change it by hand`,
    )
  return formatMicro(Number(product / BigInt(was)))
}

const changed = (row: ActionRow, how: string): Refused =>
  new Refused('conflict', `order (${row.order}) is no longer as the plan saw it: ${how}. Plan again, then decide anew`)
