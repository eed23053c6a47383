import type { RefObject } from 'react'
import type { SheetHeadFacts } from './sheet-head.tsx'
import type { Editing, Place, SheetModel } from './sheet-model.ts'

export interface SheetFacts extends SheetHeadFacts {
  readonly label: string
  readonly model: SheetModel
  readonly active: Place | null
  readonly onActive: (place: Place) => void
  /** Cells as they were typed or pasted, by place. */
  readonly onCells: (cells: readonly (readonly [Place, string])[]) => void
  readonly onNext: (step: 1 | -1) => void
  readonly onSuggestion: () => void
  readonly editing: Editing | null
  readonly onEdit: (editing: Editing | null) => void
  readonly scroller: RefObject<HTMLDivElement | null>
}
