/** The script that these screens are; the node names its own on its page. */
const SCRIPT = /<script[^>]* src="(\/assets\/[^"]+\.js)"/

let isNewer = false
const listeners = new Set<() => void>()

/** Does the node serve other screens than these? Asked when the live connection comes back: a node that was upgraded was away. */
export async function lookForNewerScreens(): Promise<void> {
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src^="/assets/"]')?.getAttribute('src')
  const response = await fetch('/', { cache: 'no-store' }).catch(() => null)
  const [, theirs] = SCRIPT.exec((await response?.text().catch(() => '')) ?? '') ?? []
  if (!own || !theirs || own === theirs || isNewer) return
  isNewer = true
  for (const listener of listeners) listener()
}

export const areScreensNewer = (): boolean => isNewer

export function onNewerScreens(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
