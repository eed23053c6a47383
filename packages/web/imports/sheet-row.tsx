import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { Shape } from '../look/status.tsx'
import { CellField } from './cell-field.tsx'
import { StateChip } from './row-states.tsx'
import { cellId, type Editing, type Place, type SheetModel, type SheetRow } from './sheet-model.ts'

export interface SheetRowFacts {
  readonly row: SheetRow
  readonly model: SheetModel
  readonly item: { readonly index: number; readonly start: number; readonly size: number }
  /** The chosen column of this row. */
  readonly active: number | null
  readonly editing: Editing | null
  readonly onActive: (place: Place) => void
  readonly onEdit: (editing: Editing | null) => void
  readonly onCells: (cells: readonly (readonly [Place, string])[]) => void
  /** Writing in a cell has ended: the keys belong to the sheet again. */
  readonly onDone: () => void
}

export const SheetRowView = memo((facts: SheetRowFacts) => {
  const { row, model, item, active } = facts
  const isWrong = model.faultAt({ row: row.row, column: -1 }) !== undefined
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={item.index + 2}
      className="grid-row sheet-row"
      style={{ height: item.size, transform: `translateY(${item.start}px)` }}
    >
      <span
        role="rowheader"
        id={cellId({ row: row.row, column: -1 })}
        className={`grid-cell r q ${isWrong ? 'wrong' : ''} ${active === -1 ? 'at' : ''}`}
        onMouseDown={() => facts.onActive({ row: row.row, column: -1 })}
      >
        {isWrong ? <Shape status="late" /> : null} {row.row}
      </span>
      <span role="gridcell" className="grid-cell">
        <StateChip state={row.state} />
      </span>
      {model.columns.map((column) => (
        <Cell key={column} {...facts} column={column} />
      ))}
    </div>
  )
})

const Cell = (facts: SheetRowFacts & { readonly column: number }) => {
  const { row, model, column, active, editing } = facts
  const { t } = useLingui()
  const place = { row: row.row, column }
  const text = model.textAt(row, column)
  if (editing?.place.column === column) return <CellField {...facts} {...{ place, text }} isFresh={editing.isFresh} />
  const fault = model.faultAt(place)
  const was = row.before?.[column]
  const isFixed = text !== (row.cells[column] ?? '')
  const marks = `${fault ? 'wrong' : ''} ${was === undefined || fault ? '' : 'changed'} ${isFixed ? 'fixed' : ''}`
  return (
    <span
      role="gridcell"
      id={cellId(place)}
      aria-invalid={fault ? true : undefined}
      className={`grid-cell sheet-cell ${marks} ${active === column ? 'at' : ''}`}
      title={text}
      onMouseDown={() => facts.onActive(place)}
      onDoubleClick={() => facts.onEdit({ place, isFresh: false })}
    >
      {fault ? <Shape status="late" /> : null}
      {was === undefined || fault ? null : (
        <s className="q" title={t`Now ${was}`}>
          {was === '' ? '∅' : was}
        </s>
      )}
      <bdi className="ell">{text}</bdi>
    </span>
  )
}
