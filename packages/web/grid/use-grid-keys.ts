import type { KeyboardEvent } from 'react'
import { isComposing } from '../shell/keys.ts'

export interface GridKeys {
  readonly count: number
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen: () => void
  readonly onToggle: () => void
}

const PAGE = 15

/** Moves through rows by keys: arrows or j and k, pages, ends; Enter opens, x or space chooses, F2 edits the row's first editable cell. */
export function useGridKeys({ count, active, onActive, onOpen, onToggle }: GridKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey) return
    const to = (index: number): void => onActive(Math.max(0, Math.min(count - 1, index)))
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => to(active + 1),
      j: () => to(active + 1),
      ArrowUp: () => to(active - 1),
      k: () => to(active - 1),
      PageDown: () => to(active + PAGE),
      PageUp: () => to(active - PAGE),
      Home: () => to(0),
      End: () => to(count - 1),
      Enter: onOpen,
      x: onToggle,
      ' ': onToggle,
      F2: () => event.currentTarget.querySelector<HTMLElement>('.grid-row.active .edits')?.click(),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}
