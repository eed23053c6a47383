import type { FileContract } from '../contract/column.ts'
import type { GivenCells } from './given-rows.ts'

/** The key of a row as one text: key cells never hold `|`. Whole numbers count by value, an empty cell as its default. */
export function rowKey(contract: FileContract, cells: GivenCells): string {
  return contract.columns
    .filter((one) => one.key)
    .map(({ name, type, otherwise }) => {
      const text = cells[name] || (otherwise ?? '')
      return type.kind === 'whole' && /^\d+$/.test(text) ? String(Number(text)) : text
    })
    .join('|')
}
