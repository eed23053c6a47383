import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '../shell/keys.ts'
import { MOST_CELL } from './pasted-rows.ts'
import type { Place } from './sheet-model.ts'

export interface CellFieldFacts {
  readonly place: Place
  readonly text: string
  /** Typing replaces what was there. */
  readonly isFresh: boolean
  readonly onCells: (cells: readonly (readonly [Place, string])[]) => void
  readonly onEdit: (editing: null) => void
  readonly onDone: () => void
}

/** A field that takes the keys when it appears, once: drawn again it leaves the caret where the reader has it. */
function useTaken(isWhole: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  const take = useEffectEvent(() => {
    field.current?.focus()
    if (isWhole) field.current?.select()
  })
  useLayoutEffect(() => take(), [])
  return field
}

/** A cell while it is written in: Enter takes it, Escape gives it up, leaving it takes it too. */
export const CellField = ({ place, text, isFresh, onCells, onEdit, onDone }: CellFieldFacts) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState(isFresh ? '' : text)
  const isOver = useRef(false)
  const field = useTaken(!isFresh)
  const end = (next: string | null, isKey: boolean): void => {
    if (isOver.current) return
    isOver.current = true
    if (next !== null && next !== text) onCells([[place, next]])
    onEdit(null)
    if (isKey) onDone()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') end(null, true)
    else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      end(typed, true)
    }
  }
  return (
    <span role="gridcell" className="grid-cell sheet-cell at">
      <input
        ref={field}
        className="cell-input"
        aria-label={t`New value`}
        maxLength={MOST_CELL}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => event.stopPropagation()}
        onBlur={() => end(typed, false)}
      />
    </span>
  )
}
