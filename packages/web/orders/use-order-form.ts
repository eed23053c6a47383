import { useState } from 'react'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import { isRight, placesOf } from '../promise/matrix-field.tsx'
import { isQuantity } from '../promise/paste-block.ts'
import type { Styles } from '../promise/promise-data.ts'
import type { StyleMatrix } from '../promise/style-matrix.ts'
import { dropDraft, keepDraft, keptDraft } from './order-draft.ts'
import { cellsOf, commonOf, type OrderDraft, orderEdits, type SalesLine } from './order-lines.ts'

export interface OrderFormFacts {
  /** '' is a new one. */
  readonly order: string
  /** Its open lines that the matrix may change. */
  readonly lines: readonly SalesLine[]
  /** Line numbers that are taken, closed lines among them. */
  readonly taken: readonly string[]
  readonly styles: Styles
  /** The number that a new order begins with. */
  readonly number: string
}

export interface OrderForm {
  readonly draft: OrderDraft
  readonly set: (part: Partial<OrderDraft>) => void
  /** When what stands here was typed, where it was taken up again. */
  readonly keptAt: string | null
  readonly startAnew: () => void
  /** False: this browser keeps no more of what is typed than until a reload. */
  readonly isKept: boolean
  readonly lines: readonly SalesLine[]
  readonly edits: ReturnType<typeof orderEdits>
  readonly matrices: readonly StyleMatrix[]
  /** Cells that hold a quantity above 0. */
  readonly wanted: readonly { readonly item: string; readonly quantity: string }[]
  readonly isRight: boolean
  readonly refused: EditAnswer['issues']
  readonly setRefused: (issues: EditAnswer['issues']) => void
}

/** What is typed of an order, kept until it is written. */
export function useOrderForm(facts: OrderFormFacts): OrderForm {
  const { order, styles } = facts
  const [kept, setKept] = useState(() => keptDraft(order))
  const [begun, setBegun] = useState(() => kept ?? { draft: firstDraft(facts), lines: facts.lines })
  const [draft, setDraft] = useState(begun.draft)
  const [isKept, setIsKept] = useState(true)
  const [refused, setRefused] = useState<EditAnswer['issues']>([])
  const set = (part: Partial<OrderDraft>): void => {
    const next = { ...draft, ...part }
    setDraft(next)
    setRefused([])
    setIsKept(keepDraft(order, next, begun.lines))
  }
  const startAnew = (): void => {
    dropDraft(order)
    const first = { draft: firstDraft(facts), lines: facts.lines }
    setKept(null)
    setBegun(first)
    setDraft(first.draft)
  }
  const matrices = draft.styles.flatMap((one) => styles.matrices.get(one) ?? [])
  const wanted = matrices.flatMap(placesOf).flatMap(({ item, decimals }) => {
    const quantity = draft.cells[item] ?? ''
    return isQuantity(quantity, decimals) && Number(quantity) > 0 ? [{ item, quantity }] : []
  })
  const isFilled = draft.order.trim() !== '' && (order !== '' || (draft.due !== '' && wanted.length > 0))
  const areCells = matrices.every((one) => isRight(one, draft.cells))
  return {
    draft,
    set,
    keptAt: kept?.at ?? null,
    startAnew,
    isKept,
    lines: begun.lines,
    edits: areCells ? orderEdits(draft, begun.lines, facts.taken) : [],
    matrices,
    wanted,
    isRight: isFilled && areCells,
    refused,
    setRefused,
  }
}

function firstDraft({ order, lines, styles, number }: OrderFormFacts): OrderDraft {
  const own = lines.map((one) => styles.items.get(one.item)?.style || one.item)
  return {
    order: order || number,
    customer: lines.length === 0 ? '' : commonOf(lines, 'customer'),
    due: lines.length === 0 ? '' : commonOf(lines, 'due_date'),
    priority: lines.length === 0 ? '' : commonOf(lines, 'priority'),
    styles: [...new Set(own)],
    cells: cellsOf(lines),
  }
}
