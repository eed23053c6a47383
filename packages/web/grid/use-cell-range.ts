import { type KeyboardEvent, useState } from 'react'
import { isComposing } from '../shell/keys.ts'
import { type CellPlace, type CellRange, rangeAt } from './cell-range.ts'

export interface RangeFacts {
  readonly rows: number
  readonly columns: number
  readonly scrollTo: (row: number) => void
}

export interface CellSelection {
  readonly range: CellRange
  /** Goes to a cell; `extends` keeps where the block was begun. */
  readonly go: (to: CellPlace, isExtending?: boolean) => void
  /** Arrow keys with and without shift; true: it was one of them. */
  readonly onArrow: (event: KeyboardEvent<HTMLElement>) => boolean
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The cell where a reader is, and the block chosen around it. */
export function useCellRange({ rows, columns, scrollTo }: RangeFacts): CellSelection {
  const [range, setRange] = useState<CellRange>(rangeAt({ row: 0, column: 0 }))
  const go = (to: CellPlace, isExtending = false): void => {
    const head = { row: within(to.row, rows), column: within(to.column, columns) }
    setRange(isExtending ? { anchor: range.anchor, head } : rangeAt(head))
    scrollTo(head.row)
  }
  return {
    range,
    go,
    onArrow: (event) => {
      const step = STEPS[event.key]
      if (!step || event.altKey || isComposing(event.nativeEvent)) return false
      const isFar = event.ctrlKey || event.metaKey
      if (isFar && !event.shiftKey) return false
      const far = isFar ? Math.max(rows, columns) : 1
      event.preventDefault()
      go({ row: range.head.row + step[0] * far, column: range.head.column + step[1] * far }, event.shiftKey)
      return true
    },
  }
}

const within = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place))
