import type { FocusEvent } from 'react'

/** A press on a row or a cell gives the keys to the whole list, which walks through them; fields and buttons inside keep theirs. */
export function keysToGrid({ target, currentTarget }: FocusEvent<HTMLElement>): void {
  if (target !== currentTarget && target.matches('[role=row], [role=gridcell], [role=rowheader]'))
    currentTarget.focus({ preventScroll: true })
}
