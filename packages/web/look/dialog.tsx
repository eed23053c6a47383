import { Trans } from '@lingui/react/macro'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { isComposing } from '../shell/keys.ts'
import { takeFocus } from './take-focus.ts'

/** What closing a dialog would lose: what somebody typed or chose in it, or pasted before; nothing, as of a search; what is shown once. */
export type Held = 'typed' | 'pasted' | 'nothing' | 'once'

export interface DialogFacts {
  readonly label: string
  readonly onClose: () => void
  readonly className?: string
  readonly holds?: Held
  readonly children: ReactNode
}

/**
 * A modal on the browser's own dialog: it keeps the focus inside and gives it back. Where closing it loses nothing, Escape or a press beside
 * it closes it; else a press beside does nothing and Escape asks.
 */
export const Dialog = ({ label, onClose, className = '', holds = 'typed', children }: DialogFacts) => {
  const dialog = useModal()
  const isTouched = useRef(false)
  const [isAsking, setAsking] = useState(false)
  const isHeld = (): boolean => (holds === 'typed' ? isTouched.current : holds !== 'nothing')
  const leave = (): void => {
    if (isHeld()) setAsking(!isAsking)
    else onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return
    event.preventDefault()
    leave()
  }
  const onMouseDown = (event: MouseEvent): void => {
    if (event.target === dialog.current && !isHeld()) onClose()
  }
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={label}
      onInput={() => {
        isTouched.current = true
      }}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      {...{ onKeyDown, onMouseDown }}
    >
      {children}
      {isAsking ? <Ask holds={holds} onStay={() => setAsking(false)} onClose={onClose} /> : null}
    </dialog>
  )
}

function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current!
    const before = document.activeElement
    element.showModal()
    return () => {
      element.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return dialog
}

interface AskFacts {
  readonly holds: Held
  readonly onStay: () => void
  readonly onClose: () => void
}

const Ask = ({ holds, onStay, onClose }: AskFacts) => (
  <p className="row dialog-ask" role="alert">
    <span className="t-risk grow">
      {holds === 'once' ? <Trans>It is shown this once.</Trans> : <Trans>What you typed here is not saved.</Trans>}
    </span>
    <button type="button" className="btn sm" ref={takeFocus} onClick={onStay}>
      <Trans>Stay here</Trans>
    </button>
    <button type="button" className="btn sm" onClick={onClose}>
      {holds === 'once' ? <Trans>Close it</Trans> : <Trans>Leave, typed things go</Trans>}
    </button>
  </p>
)
