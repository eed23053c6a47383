import { useEffect, useLayoutEffect, useRef } from 'react'

/** What a key does; the names are those of the keyboard map: `?`, `g t`, `mod+k`, `mod+z`. */
export type Keys = Readonly<Record<string, () => void>>

/** A Chinese input method may still be sending keys this long after it has ended. */
const AFTER_COMPOSING_MS = 100
/** The second key of `g t` comes within this. */
const CHORD_MS = 1_200

let composedAt = Number.NEGATIVE_INFINITY
if (typeof document !== 'undefined')
  document.addEventListener('compositionend', () => (composedAt = performance.now()), true)

/** Is this key part of typing with an input method? Such a key never commands. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229 || performance.now() - composedAt < AFTER_COMPOSING_MS

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

/** In a text what was typed last is taken back, as everywhere: the browser does it. */
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && /^(text|search|email|url|tel|password|number)$/.test(target.type))

/** `mod+k` for a command key, else the key itself. */
function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const shift = mod && event.shiftKey ? 'shift+' : ''
  return `${mod}${shift}${event.key.length === 1 && mod ? event.key.toLowerCase() : event.key}`
}

/** Listens for keys on the whole page. Letters alone do not command while somebody types, nor while an input method composes. */
export function useKeys(keys: Keys, isOn = true): void {
  const current = useRef(keys)
  // With the screen, not after it: a key pressed as soon as something is seen means what is seen.
  useLayoutEffect(() => {
    current.current = keys
  }, [keys])
  useEffect(() => {
    if (!isOn) return
    let first = ''
    let firstAt = 0
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isComposing(event)) return
      const name = nameOf(event)
      if (isTyping(event.target) && !name.startsWith('mod+')) return
      if (name === 'mod+z' && isText(event.target)) return
      if (document.querySelector('dialog[open]') && !name.startsWith('mod+k')) return
      const chord = performance.now() - firstAt < CHORD_MS ? `${first} ${name}` : name
      const act = current.current[chord] ?? current.current[name]
      ;[first, firstAt] = [name, performance.now()]
      if (!act) return
      event.preventDefault()
      first = ''
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}
