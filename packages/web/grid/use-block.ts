import { useLingui } from '@lingui/react/macro'
import { type ClipboardEvent, useState } from 'react'
import { useEdits } from '../editing/edits.tsx'
import { useFailureText } from '../editing/failure-text.ts'
import { useIssueText } from '../editing/issue-text.ts'
import { grouped } from '../language/words.ts'
import {
  type CellChange,
  type Changes,
  editsOf,
  filledChanges,
  markRefused,
  pastedChanges,
  type RecordPlace,
} from './cell-changes.ts'
import { boxOf, isOneCell } from './cell-range.ts'
import { cellText, type GridColumn, useTitle } from './grid-column.ts'
import type { CellKind } from './read-cell.ts'
import { readTsv, writeTsv } from './tsv.ts'
import type { CellSelection } from './use-cell-range.ts'
import type { LoadedList } from './use-list.ts'

export interface BlockFacts<Row> {
  readonly list: LoadedList<Row>
  readonly columns: readonly GridColumn<Row>[]
  readonly keyOf: (row: Row) => string
  readonly record: ((row: Row) => RecordPlace) | undefined
  readonly selection: CellSelection
}

/** A block that is looked at before it is written. */
export interface PendingBlock extends Changes {
  readonly kind: 'paste' | 'fill'
  /** What the node said of no cell of the block. */
  readonly other: readonly string[]
}

export interface Block {
  readonly pending: PendingBlock | null
  readonly isWriting: boolean
  readonly change: (changes: readonly CellChange[]) => void
  /** Writes what is not skipped, all of it or none. */
  readonly write: (block: PendingBlock) => Promise<void>
  readonly close: () => void
  readonly kindOf: (column: GridColumn<never>) => CellKind
  readonly onCopy: (event: ClipboardEvent) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onFill: () => void
}

/** Copies, pastes and fills blocks of cells; each ends as one batch, which undo takes back. */
export function useBlock<Row>(facts: BlockFacts<Row>): Block {
  const { list, columns, keyOf, record, selection } = facts
  const { i18n } = useLingui()
  const title = useTitle()
  const [pending, setPending] = useState<PendingBlock | null>(null)
  const writing = useWriting(setPending)
  const kindOf = ({ type, choices }: GridColumn<never> | GridColumn<Row>): CellKind => ({
    type,
    choices: choices?.map(({ value, name }) => ({ value, names: [i18n._(name), name.message ?? value] })) ?? [],
  })
  const factsOf = (rows: readonly Row[], placeOf: (row: Row) => RecordPlace) => ({
    rows,
    columns,
    placeOf,
    nameOf: keyOf,
    kindOf,
  })
  const paste = async (text: string): Promise<void> => {
    if (!record) return
    const block = withoutTitles(readTsv(text), columns.slice(selection.range.head.column).map(title))
    const { top, left } = boxOf(selection.range)
    const rows = await list.loadTo(top + block.length)
    const found = pastedChanges(factsOf(rows, record), repeated(block, selection), { row: top, column: left })
    const next: PendingBlock = { ...found, kind: 'paste', other: [] }
    const [only] = found.changes
    if (found.changes.length === 1 && only!.wrong === null && found.below === 0) await writing.write(next)
    else if (found.changes.length > 0 || found.readOnly > 0) setPending(next)
  }
  return {
    pending,
    isWriting: writing.isWriting,
    change: (changes) => setPending((before) => before && { ...before, changes }),
    write: writing.write,
    close: () => setPending(null),
    kindOf,
    onCopy: (event) => {
      if (event.target !== event.currentTarget || window.getSelection()?.isCollapsed === false) return
      const { top, bottom, left, right } = boxOf(selection.range)
      const names = columns.slice(left, right + 1).map((one) => one.name)
      const cells = list.rows.slice(top, bottom + 1).map((row) => names.map((name) => cellText(row, name)))
      event.clipboardData.setData('text/plain', writeTsv(cells))
      event.preventDefault()
    },
    onPaste: (event) => {
      if (event.target !== event.currentTarget || !record) return
      event.preventDefault()
      void paste(event.clipboardData.getData('text/plain'))
    },
    onFill: () => {
      if (!record) return
      const found = filledChanges(factsOf(list.rows, record), boxOf(selection.range))
      if (found.changes.length > 0) void writing.write({ ...found, kind: 'fill', other: [] })
    },
  }
}

/** Sends a block; what the node refuses stays there with its reasons. */
function useWriting(setPending: (block: PendingBlock | null) => void) {
  const { edit } = useEdits()
  const { t } = useLingui()
  const textOf = useIssueText()
  const failureText = useFailureText()
  const [isWriting, setWriting] = useState(false)
  const write = async (block: PendingBlock): Promise<void> => {
    const { edits, members } = editsOf(block.changes)
    const all = members.reduce((sum, some) => sum + some.length, 0)
    const count = grouped(String(all))
    if (all === 0) return setPending(null)
    setWriting(true)
    try {
      const name = block.kind === 'paste' ? t`${count} cells pasted` : t`${count} cells filled down`
      const answer = await edit(edits, name)
      const issues = answer.issues.map((one) => ({ ...one, message: textOf(one) }))
      const marked = markRefused(block.changes, members, { conflicts: answer.conflicts, issues })
      setPending(answer.batch === null ? { ...block, ...marked } : null)
    } catch (error) {
      setPending({ ...block, other: [failureText(error)] })
    } finally {
      setWriting(false)
    }
  }
  return { write, isWriting }
}

/** A first row that is the heads of the columns themselves is no row. */
function withoutTitles(block: readonly (readonly string[])[], titles: readonly string[]) {
  const [first = []] = block
  const isHead = block.length > 1 && first.every((cell, i) => cell.trim() === titles[i])
  return isHead ? block.slice(1) : block
}

/** One cell goes into every cell of the block that is chosen, as in a spreadsheet. */
function repeated(block: readonly (readonly string[])[], { range }: CellSelection) {
  const cell = block.length === 1 && block[0]!.length === 1 ? block[0]![0]! : null
  if (cell === null || isOneCell(range)) return block
  const { top, bottom, left, right } = boxOf(range)
  return Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => cell))
}
