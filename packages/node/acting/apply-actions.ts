import type { AppliedActions } from '../../../schemas/rest/acting.ts'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { orderPlan } from '../planning/index.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { editInto } from '../records/index.ts'
import { type ActionRow, findActions, loadOrders, markApplied, orderNumbers, tellPlanChanged } from './acting.store.ts'
import { changedOrder } from './changed-order.ts'
import { numbersAfter, purchaseCells, workOrderCells } from './new-orders.ts'

/**
 * Carries planning actions out: new ones become firm orders, the others change the order they are about. One transaction and one batch,
 * which undo takes back; a plan is ordered with it. Throws Refused, and changes nothing, when one is no longer proposed or its order is
 * no longer as the plan saw it.
 */
export function applyActions(database: Database, said: readonly string[], by: string): Promise<AppliedActions> {
  return database.transaction(async (transaction) => {
    const rows = await findActions(transaction, said)
    const missing = new Set(said).size - rows.length
    if (missing > 0)
      throw new Refused('conflict', `${missing} of the actions are no longer proposed: the plan has changed`)
    const written = [...(await newOrders(transaction, rows)), ...(await changedOrders(transaction, rows))]
    const answer = await editInto(transaction, {
      edits: written.map((one) => one.edit),
      reason: `${rows.length} planning action(s)`,
      by,
    })
    if (answer.batch === null)
      throw new Refused('conflict', answer.issues[0]?.message ?? 'an order was changed meanwhile; read the list again')
    await markApplied(transaction, answer.batch, rows)
    await tellPlanChanged(transaction)
    return {
      batch: answer.batch,
      task: await orderPlan(transaction),
      orders: written.map(({ row, edit, key }) => ({
        action: row.said,
        file: edit.file as 'work_orders' | 'purchase_orders',
        key,
      })),
    }
  })
}

interface Written {
  readonly row: ActionRow
  readonly edit: RecordEdit
  readonly key: string
}

/** Make becomes a work order each; what is ordered from one supplier becomes lines of one purchase order. */
async function newOrders(transaction: Transaction, rows: readonly ActionRow[]): Promise<Written[]> {
  const made = rows.filter((one) => one.action === 'make')
  const bought = rows.filter((one) => one.action === 'order')
  const written: Written[] = []
  if (made.length > 0) {
    const next = numbersAfter(await orderNumbers(transaction, 'work_orders'), 'WO-')
    for (const row of made) {
      const key = next()
      written.push({ row, key, edit: { file: 'work_orders', key: null, cells: workOrderCells(row, key) } })
    }
  }
  if (bought.length === 0) return written
  const next = numbersAfter(await orderNumbers(transaction, 'purchase_orders'), 'PO-')
  for (const lines of Map.groupBy(bought, (one) => one.supplier ?? '').values()) {
    const order = next()
    for (const [i, row] of lines.entries()) {
      const edit = { file: 'purchase_orders', key: null, cells: purchaseCells(row, order, i + 1) }
      written.push({ row, key: `${order}|${i + 1}`, edit })
    }
  }
  return written
}

async function changedOrders(transaction: Transaction, rows: readonly ActionRow[]): Promise<Written[]> {
  const written: Written[] = []
  for (const [type, file] of [
    ['work_order', 'work_orders'],
    ['purchase_order', 'purchase_orders'],
  ] as const) {
    const changing = rows.filter((one) => one.orderType === type)
    if (changing.length === 0) continue
    const orders = await loadOrders(transaction, file, changing.map(keyOf))
    for (const row of changing) {
      const key = keyOf(row)
      written.push({ row, key, edit: changedOrder(row, key, orders.get(key)) })
    }
  }
  return written
}

const keyOf = (row: ActionRow): string => (row.orderType === 'work_order' ? row.order : `${row.order}|${row.line}`)
