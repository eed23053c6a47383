import type { ClipboardEvent, KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { isComposing } from '../shell/keys.ts'
import { pastedRows } from './pasted-rows.ts'
import type { SheetFacts } from './sheet-facts.ts'
import type { Place } from './sheet-model.ts'

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [20, 0],
  PageUp: [-20, 0],
}

/** Keys of a sheet: arrows walk, typing writes over a cell, F8 goes to the next wrong one, Alt Enter takes its suggestion, a paste goes down. */
export function useSheetKeys(facts: SheetFacts) {
  const { model, active, onActive, onEdit, onCells, onNext, onSuggestion, editing } = facts
  const here = active ?? firstPlace(facts)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || event.target !== facts.scroller.current || !here) return
    const step = STEPS[event.key]
    if (isWriting(event)) {
      event.stopPropagation()
      // The field has to stand there before the key is taken, so that it goes in.
      if (here.column >= 0) flushSync(() => onEdit({ place: here, isFresh: true }))
      return
    }
    if (step) onActive(moved(facts, here, step))
    else if (event.key === 'F8') onNext(event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter' && event.altKey) onSuggestion()
    else if (event.key === 'Enter' || event.key === 'F2') onEdit({ place: here, isFresh: false })
    else if (event.key === 'Delete' || event.key === 'Backspace') onCells([[here, '']])
    else if (event.key === 'Home') onActive({ ...here, column: model.columns[0] ?? 0 })
    else if (event.key === 'End') onActive({ ...here, column: model.columns.at(-1) ?? 0 })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (editing || !here || here.column < 0) return
    event.preventDefault()
    event.stopPropagation()
    onCells(pastedCells(facts, here, event.clipboardData.getData('text/plain')))
  }
  const onCopy = (event: ClipboardEvent): void => {
    const row = here && model.rows.find((one) => one.row === here.row)
    if (editing || !row || here.column < 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', model.textAt(row, here.column))
  }
  return { onKeyDown, onPaste, onCopy }
}

/** A letter, or the first key of an input method. */
const isWriting = ({ key, ctrlKey, metaKey, altKey, nativeEvent }: KeyboardEvent): boolean =>
  (key.length === 1 && !ctrlKey && !metaKey && !altKey) || isComposing(nativeEvent)

const firstPlace = ({ model }: SheetFacts): Place | null =>
  model.rows[0] ? { row: model.rows[0].row, column: model.columns[0] ?? 0 } : null

function moved({ model }: SheetFacts, from: Place, [rows, columns]: readonly [number, number]): Place {
  const at = Math.max(
    0,
    model.rows.findIndex((one) => one.row === from.row),
  )
  const row = model.rows[Math.max(0, Math.min(model.rows.length - 1, at + rows))]!.row
  const place = model.columns.indexOf(from.column) + columns
  return { row, column: model.columns[Math.max(0, Math.min(model.columns.length - 1, place))] ?? from.column }
}

/** A block goes in from a cell over the rows that are shown, to the right and down; what has no place is left. */
function pastedCells({ model }: SheetFacts, from: Place, text: string): (readonly [Place, string])[] {
  const first = model.rows.findIndex((one) => one.row === from.row)
  const column = model.columns.indexOf(from.column)
  return pastedRows(text).flatMap((cells, i) =>
    cells.flatMap((cell, j) => {
      const [row, at] = [model.rows[first + i], model.columns[column + j]]
      return row && at !== undefined ? [[{ row: row.row, column: at }, cell] as const] : []
    }),
  )
}
