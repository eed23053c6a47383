import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import { ROW_HEIGHT, useDensity } from '../look/density.ts'
import { keysToGrid } from '../look/keys-to-grid.ts'
import type { SheetFacts } from './sheet-facts.ts'
import { SheetHead, type SheetHeadFacts } from './sheet-head.tsx'
import { cellId, columnWidth, type Place, type SheetModel } from './sheet-model.ts'
import { SheetRowView } from './sheet-row.tsx'
import { useSheetKeys } from './use-sheet-keys.ts'

const NUMBER_WIDTH = 56
const STATE_WIDTH = 98

/** Rows of a file with their states; wrong cells are fixed where they stand. Only rows in view are drawn. */
export const Sheet = (facts: SheetFacts) => {
  const { checked, model, label, active, editing, scroller } = facts
  const virtual = useSheetRows(scroller, model)
  const onKeyDown = useSheetKeys(facts)
  const body = useRef<HTMLDivElement>(null)
  useShowActive(facts, virtual.scrollToIndex)
  const widths = model.columns.map((at) => columnWidth(checked, at))
  const total = widths.reduce((sum, one) => sum + one, NUMBER_WIDTH + STATE_WIDTH)
  const grid = [NUMBER_WIDTH, STATE_WIDTH, ...widths].map((one) => `${one}px`).join(' ')
  return (
    <div
      ref={scroller}
      className="grid-scroll sheet"
      role="grid"
      aria-label={label}
      aria-rowcount={model.rows.length + 1}
      aria-colcount={model.columns.length + 2}
      tabIndex={0}
      aria-activedescendant={active ? cellId(active) : undefined}
      onFocus={keysToGrid}
      onKeyDown={onKeyDown.onKeyDown}
      onPaste={onKeyDown.onPaste}
      onCopy={onKeyDown.onCopy}
    >
      <div ref={body} className="grid-body" style={{ '--grid': grid, minWidth: total } as React.CSSProperties}>
        <SheetHead {...headOf(facts)} />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = model.rows[item.index]!
            return (
              <SheetRowView
                key={row.row}
                {...{ row, model, item }}
                active={active?.row === row.row ? active.column : null}
                editing={editing?.place.row === row.row ? editing : null}
                onActive={facts.onActive}
                onEdit={facts.onEdit}
                onCells={facts.onCells}
                onDone={() => scroller.current?.focus()}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

const headOf = ({ checked, columns, contract, mapping, onMapping }: SheetFacts): SheetHeadFacts => ({
  checked,
  columns,
  contract,
  mapping,
  onMapping,
})

function useSheetRows(scroller: RefObject<HTMLDivElement | null>, { rows }: SheetModel) {
  const [density] = useDensity()
  const height = ROW_HEIGHT[density]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: 70,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  return virtual
}

/** Brings the chosen cell into view, its row at once and its column when it is drawn. */
function useShowActive({ active, model }: SheetFacts, scrollTo: (index: number) => void): void {
  const last = useRef<Place | null>(null)
  useEffect(() => {
    if (!active || (last.current?.row === active.row && last.current.column === active.column)) return
    last.current = active
    const at = model.rows.findIndex((one) => one.row === active.row)
    if (at < 0) return
    scrollTo(at)
    const timer = requestAnimationFrame(() =>
      document.getElementById(cellId(active))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
    return () => cancelAnimationFrame(timer)
  }, [active, model.rows, scrollTo])
}
