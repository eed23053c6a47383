import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useFailureText } from '../editing/failure-text.ts'
import { takeFocus } from '../look/take-focus.ts'
import { isComposing } from '../shell/keys.ts'
import type { GridChoice, GridType } from './grid-column.ts'

export interface EditableCellFacts {
  readonly text: string
  readonly type: GridType
  readonly choices: readonly GridChoice[] | undefined
  /** Resolves with what is wrong, or null when it is written. */
  readonly onSave: (text: string) => Promise<string | null>
  readonly children: ReactNode
  /** Reached by Tab: in a table that is not walked by arrow keys. */
  readonly isTabStop?: boolean
}

/** A cell that turns into a field in its place; what was typed stays there until it is written or given up with Escape. */
export const EditableCell = (facts: EditableCellFacts) => {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [isBack, setBack] = useState(false)
  const end = (hasFocus: boolean): void => {
    setBack(hasFocus)
    setOpen(false)
  }
  if (isOpen) return <CellField {...facts} onEnd={end} />
  return (
    <button
      ref={isBack ? takeFocus : undefined}
      type="button"
      tabIndex={facts.isTabStop ? 0 : -1}
      className="edits"
      title={t`Edit (F2)`}
      onClick={(event) => {
        event.stopPropagation()
        setOpen(true)
      }}
    >
      {facts.children}
    </button>
  )
}

/** The keys belong to the list again, if they were here; true: nothing walks through cells, so they go to the cell. */
function giveFocusOn(field: HTMLElement | null): boolean {
  if (!field?.contains(document.activeElement)) return false
  const grid = field.closest<HTMLElement>('[role=grid]')
  grid?.focus({ preventScroll: true })
  return grid === null
}

type FieldFacts = EditableCellFacts & {
  /** `hasFocus`: it was in the field and goes to the cell. */
  readonly onEnd: (hasFocus: boolean) => void
}

const CellField = ({ type, choices, ...facts }: FieldFacts) => {
  const { t, i18n } = useLingui()
  /** The cell as it was when the typing began: what others write meanwhile is found out, not written over. */
  const [{ text, onSave }] = useState(facts)
  const [typed, setTyped] = useState(text)
  const [wrong, setWrong] = useState<string | null>(null)
  /** The field also loses the focus to the card on which two values are chosen from. */
  const isSaving = useRef(false)
  const failureText = useFailureText()
  const field = useRef<HTMLSpanElement>(null)
  const onEnd = (): void => {
    isSaving.current = true
    facts.onEnd(giveFocusOn(field.current))
  }
  const save = async (next: string): Promise<void> => {
    if (isSaving.current) return
    if (next === text) return onEnd()
    isSaving.current = true
    const fault = await onSave(next).catch(failureText)
    isSaving.current = false
    return fault === null ? onEnd() : setWrong(fault)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') onEnd()
    else if (event.key === 'Enter') void save(typed)
  }
  const common = { ref: takeFocus, value: typed, 'aria-label': t`New value`, 'aria-invalid': wrong !== null, onKeyDown }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a press inside the field from opening the row
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what acts
    <span ref={field} className="editing" onClick={(event) => event.stopPropagation()}>
      {choices ? (
        <select {...common} onChange={(event) => void save(event.target.value)} onBlur={onEnd}>
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {i18n._(one.name)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type={type === 'date' ? 'date' : 'text'}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(null)
          }}
          onBlur={() => void save(typed)}
        />
      )}
      {wrong === null ? null : (
        <span className="cell-wrong" role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}
