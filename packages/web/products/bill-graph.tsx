import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import type { ProductBill } from '../../../schemas/rest/products.ts'
import { grouped } from '../language/words.ts'
import { NODE_HEIGHT, NODE_WIDTH, type PlacedLine, type PlacedNode, placeBill } from './bill-layers.ts'

interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

const STEP = 48
const ZOOM = 1.2
const LEAST_ZOOM = 0.2
const MOST_ZOOM = 2.5
const WHOLE: View = { x: 0, y: 0, zoom: 1 }

/** The bill as a drawing in layers, left the item, right what is bought. Dragged, or moved by arrow keys; + and − zoom, 0 goes back. */
export const BillGraph = ({ bill }: { readonly bill: ProductBill }) => {
  const { t } = useLingui()
  const placed = useMemo(() => placeBill(bill), [bill])
  const [view, setView] = useState(WHOLE)
  const drag = useDrag(view, setView)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextView(view, event.key)
    if (next === undefined) return
    event.preventDefault()
    setView(next)
  }
  return (
    <div className="graph">
      <p className="graph-help q f12">
        <Trans>Drag, or move with arrow keys; + and − zoom, 0 goes back. The same as text: Table.</Trans>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves it */}
      <section className="graph-field" tabIndex={0} aria-label={t`Bill as a drawing`} {...drag} onKeyDown={onKeyDown}>
        <svg width="100%" height="100%" aria-label={t`${bill.item} and what it is made of`}>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}>
            {placed.lines.map((one) => (
              <GraphLine key={one.id} placed={one} />
            ))}
            {placed.nodes.map((node) => (
              <GraphNode key={node.item} node={node} isRoot={node.item === bill.item} />
            ))}
          </g>
        </svg>
      </section>
    </div>
  )
}

function nextView({ x, y, zoom }: View, key: string): View | undefined {
  switch (key) {
    case 'ArrowLeft':
      return { x: x + STEP, y, zoom }
    case 'ArrowRight':
      return { x: x - STEP, y, zoom }
    case 'ArrowUp':
      return { x, y: y + STEP, zoom }
    case 'ArrowDown':
      return { x, y: y - STEP, zoom }
    case '+':
    case '=':
      return { x, y, zoom: Math.min(MOST_ZOOM, zoom * ZOOM) }
    case '-':
      return { x, y, zoom: Math.max(LEAST_ZOOM, zoom / ZOOM) }
    case '0':
      return WHOLE
    default:
      return undefined
  }
}

function useDrag(view: View, setView: (view: View) => void) {
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      from.current = { x: event.clientX - view.x, y: event.clientY - view.y }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current
      if (start === null || event.buttons === 0) return
      setView({ ...view, x: event.clientX - start.x, y: event.clientY - start.y })
    },
    onPointerUp: () => {
      from.current = null
    },
  }
}

const GraphLine = ({ placed: { line, path, label } }: { readonly placed: PlacedLine }) => (
  <g className={`graph-line ${line.isInForce ? '' : 'idle'}`}>
    <path d={path}>
      <title>{`${line.parent} → ${line.component}: ${grouped(line.perOne)}`}</title>
    </path>
    {label === null ? null : (
      <text {...label} textAnchor="end">
        {grouped(line.perOne)}
      </text>
    )}
  </g>
)

const MOST_LETTERS = 22
const short = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text)

const GraphNode = ({ node, isRoot }: { readonly node: PlacedNode; readonly isRoot: boolean }) => {
  const navigate = useNavigate()
  const open = (): void => void navigate({ to: '/products/item', search: { item: node.item, as: 'graph' } as never })
  const total = node.total === null ? '' : `${grouped(node.total)} ${node.unit}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      className={`graph-node ${isRoot ? 'root' : ''} ${node.isMissing ? 'missing' : ''}`}
      transform={`translate(${node.x} ${node.y})`}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        open()
      }}
    >
      <title>{`${node.item} ${total} ${node.name}`}</title>
      <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={6} />
      <text x={10} y={18} className="b">
        {short(node.item)}
      </text>
      <text x={10} y={35} className="q">
        {total}
      </text>
      {node.isMissing ? <circle cx={NODE_WIDTH - 14} cy={14} r={4} className="graph-mark" /> : null}
    </g>
  )
}
