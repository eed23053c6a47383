import type { OrderDraft, SalesLine } from './order-lines.ts'

/** What was typed into the form of an order and not written yet; it outlives Escape, a reload and a login, and ends with the tab. */
export interface KeptDraft {
  readonly draft: OrderDraft
  /** The open lines as they were when the typing began: what others change since is found out when it is written. */
  readonly lines: readonly SalesLine[]
  /** When something was typed last. */
  readonly at: string
}

const KEY = 'headwater.order-draft.'

/** Of an order; '' is the new one. */
export function keptDraft(order: string): KeptDraft | null {
  const text = sessionStorage.getItem(KEY + order)
  return text === null ? null : (JSON.parse(text) as KeptDraft)
}

export const keepDraft = (order: string, draft: OrderDraft, lines: readonly SalesLine[]): void =>
  sessionStorage.setItem(
    KEY + order,
    JSON.stringify({ draft, lines, at: new Date().toTimeString().slice(0, 5) } satisfies KeptDraft),
  )

export const dropDraft = (order: string): void => sessionStorage.removeItem(KEY + order)
