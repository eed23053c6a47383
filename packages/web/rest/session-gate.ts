/** Where requests wait while whoever sits there logs in again: the screens stay as they are, and nothing typed is lost. */
type Listener = () => void

let isArmed = false
let waiting: PromiseWithResolvers<void> | null = null
const listeners = new Set<Listener>()

const changed = (): void => {
  for (const listener of listeners) listener()
}

/** From now on an ended session is asked for in place; before the first login the whole page asks. */
export const armGate = (): void => {
  isArmed = true
}

/** Somebody leaves on purpose. */
export const disarmGate = (): void => {
  isArmed = false
}

/** Resolves when somebody has logged in again; null: nobody is asked to. */
export function waitForLogin(): Promise<void> | null {
  if (!isArmed) return null
  if (!waiting) {
    waiting = Promise.withResolvers()
    changed()
  }
  return waiting.promise
}

/** Lets everything through that waits. */
export function openGate(): void {
  waiting?.resolve()
  waiting = null
  changed()
}

export const isAsking = (): boolean => waiting !== null

export function onGate(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
