/** Changes that were sent and not answered yet, while they are sent again: as when a laptop fell asleep in the middle of saving. */
let count = 0
const listeners = new Set<() => void>()

const change = (by: number): void => {
  count += by
  for (const listener of listeners) listener()
}

export const noteWaiting = (): void => change(1)
export const noteSettled = (): void => change(-1)
export const waitingCount = (): number => count

export function onWaiting(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
