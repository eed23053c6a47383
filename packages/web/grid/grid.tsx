import { Plural, Trans } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { ROW_HEIGHT, useDensity } from '../look/density.ts'
import { keysToGrid } from '../look/keys-to-grid.ts'
import { BlockDialog } from './block-dialog.tsx'
import type { RecordPlace } from './cell-changes.ts'
import { boxOf } from './cell-range.ts'
import { GhostRows } from './ghost-rows.tsx'
import type { GridColumn } from './grid-column.ts'
import { GridHead } from './grid-head.tsx'
import { GridRow } from './grid-row.tsx'
import { type GridState, nextSort, withWidth } from './grid-state.ts'
import { useBlock } from './use-block.ts'
import { type CellSelection, useCellRange } from './use-cell-range.ts'
import { useDragWidth } from './use-drag-width.ts'
import { useFitting } from './use-fitting.ts'
import { useGridKeys } from './use-grid-keys.ts'
import type { LoadedList } from './use-list.ts'
import './grid.css'
import { useMay } from '../accounts/session.ts'
import { useRefusalText } from '../editing/failure-text.ts'

export interface GridFacts<Row> {
  readonly label: string
  readonly list: LoadedList<Row>
  readonly columns: readonly GridColumn<Row>[]
  readonly state: GridState
  readonly onState: (state: GridState) => void
  readonly keyOf: (row: Row) => string
  /** Key of the row that stands open beside the list. */
  readonly open?: string | undefined
  readonly onOpen?: (row: Row) => void
  /** Keys of rows chosen for a bulk action; without it rows cannot be chosen. */
  readonly selected?: ReadonlySet<string>
  readonly onSelected?: (keys: ReadonlySet<string>) => void
  /** Writes one cell; resolves with what is wrong, or null. */
  readonly onEdit?: (row: Row, column: GridColumn<Row>, text: string) => Promise<string | null>
  /** Where the cells of a row are kept; with it blocks are pasted and filled into columns that edit. */
  readonly record?: (row: Row) => RecordPlace
  /** Buttons of a row, seen on hover and focus. */
  readonly actions?: (row: Row) => ReactNode
  /** Shown where the list has no rows. */
  readonly empty: ReactNode
}

/** A list of any length: only rows in view are drawn, the head stays, cells are reached by arrow keys. */
export const Grid = <Row,>(given: GridFacts<Row>) => {
  const scroller = useRef<HTMLDivElement>(null)
  const { facts, sides } = useRoom(scroller, useAllowed(given))
  const { list, state, keyOf, selected, onSelected, label } = facts
  const id = useId()
  const count = list.total ?? 0
  const { virtual, height } = useRows(scroller, list, state)
  const { columns, edgeOf } = useDragWidth(facts.columns, (name, width) =>
    facts.onState({ ...state, widths: withWidth(state.widths, name, width) }),
  )
  const { selection, toggle, onKeyDown, block } = useWalk(facts, virtual.scrollToIndex)
  const { head } = selection.range
  const shape = { columns, ...sides }
  return (
    <div
      ref={scroller}
      className="grid-scroll"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-busy={list.isLoading}
      aria-multiselectable={true}
      tabIndex={0}
      aria-activedescendant={count > 0 ? `${id}${head.row}-${head.column}` : undefined}
      {...{ onKeyDown, onFocus: keysToGrid, onCopy: block.onCopy, onPaste: block.onPaste }}
    >
      <div className="grid-body" style={{ '--grid': template(shape), minWidth: widthOf(shape) } as React.CSSProperties}>
        <GridHead
          {...shape}
          sort={state.sort}
          onSort={(name) => facts.onState({ ...state, sort: nextSort(state.sort, name) })}
          edgeOf={edgeOf}
          isAllChosen={count > 0 && selected?.size === count}
          onAll={() => onSelected?.(selected?.size === count ? new Set() : new Set(list.rows.map(keyOf)))}
        />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => (
            <GridRow
              key={item.index}
              {...shape}
              {...marksOf(facts, list.rows[item.index])}
              box={boxOf(selection.range)}
              at={item.index === head.row ? head.column : null}
              id={`${id}${item.index}`}
              place={item}
              actions={facts.actions}
              onEdit={facts.onEdit}
              onOpen={facts.onOpen}
              onToggle={(isRange) => toggle(item.index, isRange)}
              onCell={(column, isExtending) => selection.go({ row: item.index, column }, isExtending)}
            />
          ))}
        </div>
        <GhostRows {...shape} height={height} isWaiting={list.isLoading} />
      </div>
      <NoRows {...facts} />
      {block.pending ? <BlockDialog block={block} pending={block.pending} columns={columns} /> : null}
    </div>
  )
}

/** Cells of the records are written by planners: others read them. */
function useAllowed<Row>(facts: GridFacts<Row>): GridFacts<Row> {
  const mayEdit = useMay('planner')
  const { onEdit: _, record: __, ...read } = facts
  return mayEdit ? facts : read
}

/** The columns that there is room for, beside those of choices and buttons. */
function useRoom<Row>(scroller: RefObject<HTMLDivElement | null>, facts: GridFacts<Row>) {
  const sides = { hasChoice: facts.selected !== undefined, hasActions: facts.actions !== undefined }
  return { sides, facts: { ...facts, columns: useFitting(scroller, facts.columns, sidesOf(sides)) } }
}

/** Walks through cells, chooses rows, and takes blocks in. */
function useWalk<Row>(facts: GridFacts<Row>, scrollTo: (index: number) => void) {
  const { list, columns, keyOf, onSelected, onOpen, record } = facts
  const count = list.total ?? 0
  const selection = useCellRange({ rows: count, columns: columns.length, scrollTo })
  const block = useBlock({ list, columns, keyOf, record, selection })
  const row = list.rows[selection.range.head.row]
  const { toggle, toggleBlock } = useChoice(facts, selection)
  const onKeyDown = useGridKeys({
    count,
    selection,
    onOpen: () => row && onOpen?.(row),
    onToggle: toggleBlock,
    onAll: () => onSelected?.(new Set(list.rows.map(keyOf))),
    onFill: block.onFill,
  })
  return { selection, block, toggle, onKeyDown }
}

type ChoiceFacts<Row> = Pick<GridFacts<Row>, 'list' | 'keyOf' | 'selected' | 'onSelected'>

/** Chooses rows: one, from the last one pressed up to another with shift, or those of the block of cells. */
function useChoice<Row>({ list, keyOf, selected, onSelected }: ChoiceFacts<Row>, { range }: CellSelection) {
  const last = useRef<number | null>(null)
  const choose = (from: number, to: number): void => {
    const keys = list.rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(keyOf)
    const isOut = keys.every((key) => selected?.has(key))
    const next = new Set(selected)
    for (const key of keys)
      if (isOut) next.delete(key)
      else next.add(key)
    onSelected?.(next)
  }
  return {
    toggle: (index: number, isRange: boolean): void => {
      choose(isRange ? (last.current ?? index) : index, index)
      last.current = index
    },
    toggleBlock: (): void => {
      choose(range.anchor.row, range.head.row)
      last.current = range.head.row
    },
  }
}

/** Rows in view; asks for those that are not loaded yet. */
function useRows<Row>(scroller: RefObject<HTMLDivElement | null>, list: LoadedList<Row>, { density }: GridState) {
  const [common] = useDensity()
  const height = ROW_HEIGHT[density ?? common]
  const virtual = useVirtualizer({
    count: list.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  const { needRow } = list
  useEffect(() => needRow(last), [needRow, last])
  useEffect(() => virtual.measure(), [virtual, height])
  return { virtual, height }
}

function marksOf<Row>({ keyOf, open, selected }: GridFacts<Row>, row: Row | undefined) {
  const key = row === undefined ? null : keyOf(row)
  return {
    row,
    isOpen: key !== null && key === open,
    isChosen: key !== null && (selected?.has(key) ?? false),
  }
}

const NoRows = <Row,>({ list, state, empty }: GridFacts<Row>) => {
  const refusalText = useRefusalText()
  if (list.failure)
    return (
      <p className="empty t-late" role="alert">
        {refusalText(list.failure)}
      </p>
    )
  if (list.total !== 0) return null
  return <div className="empty">{state.filter || state.search ? <Trans>No row fits this filter.</Trans> : empty}</div>
}

interface GridShape<Row> {
  readonly columns: readonly GridColumn<Row>[]
  readonly hasChoice: boolean
  readonly hasActions: boolean
}

const CHOICE_WIDTH = 34
const ACTIONS_WIDTH = 150

function template<Row>({ columns, hasChoice, hasActions }: GridShape<Row>): string {
  const tracks = columns.map((one) => (one.grows ? `minmax(${one.width}px, 1fr)` : `${one.width}px`))
  return [...(hasChoice ? [`${CHOICE_WIDTH}px`] : []), ...tracks, ...(hasActions ? [`${ACTIONS_WIDTH}px`] : [])].join(
    ' ',
  )
}

type GridSides = Pick<GridShape<unknown>, 'hasChoice' | 'hasActions'>

const sidesOf = ({ hasChoice, hasActions }: GridSides): number =>
  (hasChoice ? CHOICE_WIDTH : 0) + (hasActions ? ACTIONS_WIDTH : 0)

const widthOf = <Row,>({ columns, ...sides }: GridShape<Row>): number =>
  columns.reduce((sum, one) => sum + one.width, sidesOf(sides))

/** How many rows there are, in words. */
export const RowCount = ({ total }: { readonly total: number | undefined }) =>
  total === undefined ? null : (
    <span className="q f12 nw">
      <Plural value={total} one="# row" other="# rows" />
    </span>
  )
