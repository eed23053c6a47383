import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import type { CellBox } from './cell-range.ts'
import { EditableCell } from './editable-cell.tsx'
import { cellText, type GridColumn, isRight } from './grid-column.ts'

export interface RowFacts<Row> {
  readonly id: string
  readonly place: { readonly index: number; readonly start: number; readonly size: number }
  readonly columns: readonly GridColumn<Row>[]
  /** undefined: not loaded yet. */
  readonly row: Row | undefined
  readonly isOpen: boolean
  /** The block of cells that is chosen. */
  readonly box: CellBox
  /** Column of the cell where the reader is; null: in another row. */
  readonly at: number | null
  readonly isChosen: boolean
  readonly hasChoice: boolean
  readonly hasActions: boolean
  readonly actions: ((row: Row) => ReactNode) | undefined
  readonly onEdit: ((row: Row, column: GridColumn<Row>, text: string) => Promise<string | null>) | undefined
  readonly onOpen: ((row: Row) => void) | undefined
  /** With shift: all from the row chosen last. */
  readonly onToggle: (isRange: boolean) => void
  readonly onCell: (column: number, isExtending: boolean) => void
}

const THIS_YEAR = String(new Date().getFullYear())

export const GridRow = <Row,>(facts: RowFacts<Row>) => {
  const { id, place, columns, row, isOpen, at, isChosen, hasChoice, hasActions } = facts
  const marks = `${isOpen ? 'open' : ''} ${at === null ? '' : 'active'} ${isChosen ? 'chosen' : ''}`
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid above handles keys of its active row
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={place.index + 2}
      aria-selected={isChosen || isOpen}
      className={`grid-row ${marks}`}
      style={{ height: place.size, transform: `translateY(${place.start}px)` }}
      onClick={(event) => row !== undefined && !event.shiftKey && facts.onOpen?.(row)}
    >
      {hasChoice ? <ChoiceCell {...facts} /> : null}
      {columns.map((column, i) => (
        <span
          key={column.name}
          id={`${id}-${i}`}
          role="gridcell"
          className={`grid-cell ${isRight(column.type) ? 'r' : ''} ${i === 0 ? 'b' : ''} ${cellMarks(facts, i)}`}
          aria-selected={isChosen || isInBox(facts, i)}
          title={titleOf(row, column)}
          onMouseDown={(event) => {
            facts.onCell(i, event.shiftKey)
            if (event.shiftKey) event.preventDefault()
          }}
          onMouseEnter={(event) => event.buttons === 1 && facts.onCell(i, true)}
        >
          {row === undefined ? <i className="ghost" /> : <Cell {...{ row, column }} onEdit={facts.onEdit} />}
        </span>
      ))}
      {hasActions ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside take the keys
        <span
          role="gridcell"
          tabIndex={-1}
          className="grid-cell grid-actions"
          onClick={(event) => event.stopPropagation()}
        >
          {row === undefined ? null : facts.actions?.(row)}
        </span>
      ) : null}
    </div>
  )
}

const ChoiceCell = <Row,>({ row, isChosen, onToggle }: RowFacts<Row>) => {
  const { t } = useLingui()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the box should not open the row
    <span role="gridcell" tabIndex={-1} className="grid-cell" onClick={(event) => event.stopPropagation()}>
      {row === undefined ? null : (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t`Choose the row`}
          checked={isChosen}
          onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey)}
        />
      )}
    </span>
  )
}

/** Text may be cut: the whole of it is its title. */
const titleOf = <Row,>(row: Row | undefined, column: GridColumn<Row>): string | undefined =>
  row !== undefined && column.type === 'text' ? cellText(row, column.name) : undefined

const isInBox = <Row,>({ box, place }: RowFacts<Row>, column: number): boolean =>
  place.index >= box.top && place.index <= box.bottom && column >= box.left && column <= box.right

/** The cell where the reader is, and the others of a block; a block of one cell is that cell alone. */
function cellMarks<Row>(facts: RowFacts<Row>, column: number): string {
  const { box, at } = facts
  const isBlock = box.top !== box.bottom || box.left !== box.right
  return `${at === column ? 'at' : ''} ${isBlock && isInBox(facts, column) ? 'in-block' : ''}`
}

const Cell = <Row,>({
  row,
  column,
  onEdit,
}: {
  readonly row: Row
  readonly column: GridColumn<Row>
  readonly onEdit: RowFacts<Row>['onEdit']
}) => {
  const shown = column.cell ? column.cell(row) : <Value {...{ row, column }} />
  if (column.edits === undefined || !onEdit) return shown
  const text = cellText(row, column.name)
  return (
    <EditableCell text={text} type={column.type} choices={column.choices} onSave={(next) => onEdit(row, column, next)}>
      {shown}
    </EditableCell>
  )
}

const Value = <Row,>({ row, column }: { readonly row: Row; readonly column: GridColumn<Row> }) => {
  const { language } = useLanguage()
  const { i18n } = useLingui()
  const text = cellText(row, column.name)
  if (text === '') return <span className="q">–</span>
  if (column.type === 'date') return shortDate(text, language, THIS_YEAR)
  if (column.type === 'quantity' || column.type === 'integer') return grouped(text)
  const choice = column.choices?.find((one) => one.value === text)
  return choice ? i18n._(choice.name) : text
}
