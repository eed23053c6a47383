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

/** Of orders whose draft the browser did not keep: they end with a reload. */
const inMemory = new Map<string, KeptDraft>()

/** Of an order; '' is the new one. */
export function keptDraft(order: string): KeptDraft | null {
  const held = inMemory.get(order)
  if (held) return held
  const text = sessionStorage.getItem(KEY + order)
  return text === null ? null : (JSON.parse(text) as KeptDraft)
}

/** False: this browser keeps no more; it is held here, and a reload would lose it. */
export function keepDraft(order: string, draft: OrderDraft, lines: readonly SalesLine[]): boolean {
  const kept: KeptDraft = { draft, lines, at: new Date().toTimeString().slice(0, 5) }
  try {
    sessionStorage.setItem(KEY + order, JSON.stringify(kept))
    inMemory.delete(order)
    return true
  } catch {
    inMemory.set(order, kept)
    return false
  }
}

export function dropDraft(order: string): void {
  inMemory.delete(order)
  sessionStorage.removeItem(KEY + order)
}
