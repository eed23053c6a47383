import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useKeys } from '../shell/keys.ts'

export interface MenuFacts {
  /** What the button shows. */
  readonly button: ReactNode
  readonly label: string
  readonly className?: string
  /** What opens it from anywhere, as in the keyboard map: `g i`. */
  readonly keys?: string
  /** Drawn while open; `close` shuts it after a choice. */
  readonly children: (close: () => void) => ReactNode
}

/** A button with something below it, on the browser's own popover: it closes on Escape and on a click elsewhere. */
export const Menu = ({ button, label, className = 'btn', keys, children }: MenuFacts) => {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const pop = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const element = pop.current!
    const onToggle = (event: Event): void => {
      const open = (event as ToggleEvent).newState === 'open'
      setOpen(open)
      if (open) place(element, anchor.current!)
    }
    element.addEventListener('toggle', onToggle)
    return () => element.removeEventListener('toggle', onToggle)
  }, [])
  useKeys(keys === undefined ? {} : { [keys]: () => anchor.current?.click() }, keys !== undefined)
  const close = (): void => document.getElementById(id)?.hidePopover()
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        popoverTarget={id}
        title={label}
      >
        {button}
      </button>
      <div ref={pop} id={id} popover="auto" className="menu" role="dialog" aria-label={label}>
        {isOpen ? children(close) : null}
      </div>
    </>
  )
}

/** Below the button, inside the window. */
function place(element: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect()
  element.style.top = `${box.bottom + 4}px`
  element.style.left = '0'
  requestAnimationFrame(() => {
    const { width } = element.getBoundingClientRect()
    element.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`
  })
}
