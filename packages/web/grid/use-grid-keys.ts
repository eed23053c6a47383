import type { KeyboardEvent } from 'react'
import { isComposing } from '../shell/keys.ts'
import type { CellSelection } from './use-cell-range.ts'

export interface GridKeys {
  readonly count: number
  readonly selection: CellSelection
  readonly onOpen: () => void
  readonly onToggle: () => void
  readonly onAll: () => void
  readonly onFill: () => void
}

const PAGE = 15

/**
 * Moves through cells by keys: arrows, with shift a block of them; rows by j and k, pages, ends; Enter opens, x or space chooses the rows of the block, mod+a all, F2 edits
 * the cell, else the row's first that can be; mod+d fills a block down.
 */
export function useGridKeys({ count, selection, onOpen, onToggle, onAll, onFill }: GridKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || isComposing(event.nativeEvent)) return
    if (selection.onArrow(event)) return
    const { row, column } = selection.range.head
    const to = (index: number): void => selection.go({ row: index, column }, event.shiftKey && event.key.length > 1)
    const grid = event.currentTarget
    const plain: Readonly<Record<string, () => void>> = {
      j: () => to(row + 1),
      k: () => to(row - 1),
      PageDown: () => to(row + PAGE),
      PageUp: () => to(row - PAGE),
      Home: () => to(0),
      End: () => to(count - 1),
      Enter: onOpen,
      x: onToggle,
      ' ': onToggle,
      F2: () => (grid.querySelector<HTMLElement>('.grid-cell.at .edits') ?? firstEditable(grid))?.click(),
    }
    const isCommand = event.ctrlKey || event.metaKey
    const act = isCommand
      ? ({ d: onFill, a: onAll } as Record<string, () => void>)[event.key.toLowerCase()]
      : plain[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}

const firstEditable = (grid: HTMLElement): HTMLElement | null => grid.querySelector('.grid-row.active .edits')
