import { Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { ROW_HEIGHT, useDensity } from '../look/density.ts'
import { isComposing } from '../shell/keys.ts'
import { OrderState } from './bar-tip.tsx'
import { orderOf, type ScheduleModel } from './schedule-model.ts'
import { dueWords, shortMoment } from './schedule-words.ts'
import type { TimeAxis } from './time-axis.ts'

export interface ScheduleTableFacts {
  readonly model: ScheduleModel
  readonly axis: TimeAxis
  readonly operation: number
  readonly onSelect: (operation: number) => void
  readonly onPin: (operation: number) => void
  readonly onSplit: (operation: number) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, j: 1, k: -1 }

/** The same operations as rows, by start: for who does not see the drawing, or wants to read it. */
export const ScheduleTable = (facts: ScheduleTableFacts) => {
  const { model } = facts
  const { t } = useLingui()
  const box = useRef<HTMLDivElement>(null)
  const order = useMemo(
    () => Array.from(model.begin.keys()).sort((a, b) => model.begin[a]! - model.begin[b]! || a - b),
    [model],
  )
  const [density] = useDensity()
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT[density],
    overscan: 12,
  })
  const { at, claim, go } = useRoving(order.length, (row) => rows.scrollToIndex(row))
  const shown = rows.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div ref={box} className="schedule-table">
      <table aria-label={t`Operations`} aria-rowcount={order.length + 1}>
        <Head />
        <tbody>
          <Space height={above} />
          {shown.map(({ index }) => (
            <Row key={index} {...facts} {...{ at, claim, go }} place={index} o={order[index]!} />
          ))}
          <Space height={Math.max(0, below)} />
        </tbody>
      </table>
    </div>
  )
}

/** The one row that Tab comes to; keys move it, and the focus with it. */
function useRoving(count: number, reveal: (row: number) => void) {
  const [at, setAt] = useState(0)
  const isMoving = useRef(false)
  const go = (next: number): void => {
    const row = Math.max(0, Math.min(count - 1, next))
    isMoving.current = true
    setAt(row)
    reveal(row)
  }
  /** Whether the row that keys came to should take the focus; asked once. */
  const claim = (): boolean => {
    const was = isMoving.current
    isMoving.current = false
    return was
  }
  return { at, claim, go }
}

/** Rows out of view, as high as they would be. */
const Space = ({ height }: { readonly height: number }) => (
  <tr>
    <td colSpan={8} style={{ height, padding: 0, border: 0 }} />
  </tr>
)

const Head = () => (
  <thead>
    <tr>
      <th>
        <Trans>Order</Trans>
      </th>
      <th>
        <Trans>Item</Trans>
      </th>
      <th>
        <Trans>Operation</Trans>
      </th>
      <th>
        <Trans>Work unit</Trans>
      </th>
      <th>
        <Trans>Start</Trans>
      </th>
      <th>
        <Trans>End</Trans>
      </th>
      <th>
        <Trans>Due</Trans>
      </th>
      <th>
        <Trans>Order ends</Trans>
      </th>
    </tr>
  </thead>
)

interface RowFacts extends ScheduleTableFacts {
  readonly place: number
  readonly o: number
  readonly at: number
  readonly claim: () => boolean
  readonly go: (row: number) => void
}

const Row = (facts: RowFacts) => {
  const { model, axis, operation, place, o, at, claim } = facts
  const { language } = useLanguage()
  const order = orderOf(model, o)
  const { operations, names, units, items } = model.view
  const moment = (when: number): string => shortMoment(model, axis, when, language)
  const takeFocus = (element: HTMLButtonElement | null): void => {
    if (element && claim()) element.focus()
  }
  return (
    <tr aria-rowindex={place + 2} className={o === operation ? 'sel' : ''}>
      <td>
        <button
          ref={place === at ? takeFocus : undefined}
          type="button"
          className="cell-link b"
          tabIndex={place === at ? 0 : -1}
          onClick={() => facts.onSelect(o)}
          onKeyDown={(event) => onKey(facts, event)}
        >
          {order.order}
        </button>
      </td>
      <td>{items[order.item]!.name}</td>
      <td>
        {operations.sequence[o]} {names[operations.name[o]!]}
      </td>
      <td>{units[model.unit[o]!]!.workUnit}</td>
      <td>{moment(model.begin[o]!)}</td>
      <td>{moment(model.end[o]!)}</td>
      <td>{dueWords(model, axis, order.due, language)}</td>
      <td>
        <OrderState model={model} place={model.order[o]!} />
      </td>
    </tr>
  )
}

function onKey({ go, place, o, onPin, onSplit }: RowFacts, event: React.KeyboardEvent): void {
  if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey) return
  const step = STEPS[event.key]
  if (step) go(place + step)
  else if (event.key === 'p') onPin(o)
  else if (event.key === 's') onSplit(o)
  else return
  event.preventDefault()
}
