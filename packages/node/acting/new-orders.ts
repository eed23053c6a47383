import type { ActionRow } from './acting.store.ts'

/** Numbers for new orders that go on from those there are: after PO-0877 comes PO-0878. */
export function numbersAfter(known: readonly string[], otherwise: string): () => string {
  const found = known.flatMap((one) => /^(.*?)(\d{1,15})$/.exec(one)?.slice(1, 3) ?? []) as string[]
  const counts = new Map<string, number>()
  for (let i = 0; i < found.length; i += 2) counts.set(found[i]!, (counts.get(found[i]!) ?? 0) + 1)
  const prefix = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise
  const digits = found.filter((_, i) => i % 2 === 1 && found[i - 1] === prefix)
  let last = digits.reduce((most, one) => Math.max(most, Number(one)), 0)
  const width = digits.reduce((most, one) => Math.max(most, one.length), digits.length === 0 ? 4 : 1)
  const taken = new Set(known)
  return () => {
    let number: string
    do number = `${prefix}${String(++last).padStart(width, '0')}`
    while (taken.has(number))
    return number
  }
}

/** A firm work order of a planned one. */
export const workOrderCells = (
  row: Pick<ActionRow, 'item' | 'newQuantity' | 'newDate' | 'releaseDate' | 'priority'>,
  order: string,
): Record<string, string> => ({
  order,
  item: row.item,
  quantity: row.newQuantity!,
  start_date: row.releaseDate!,
  due_date: row.newDate!,
  status: 'firm',
  ...(row.priority === null ? {} : { priority: String(Math.min(row.priority, 9)) }),
})

/** A line of a firm purchase order. */
export const purchaseCells = (row: ActionRow, order: string, line: number): Record<string, string> => ({
  order,
  line: String(line),
  item: row.item,
  quantity: row.newQuantity!,
  due_date: row.newDate!,
  status: 'firm',
  ...(row.supplier === null ? {} : { supplier: row.supplier }),
})
