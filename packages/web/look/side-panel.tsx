import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useRefusalText } from '../editing/failure-text.ts'
import { Icon } from './icon.tsx'

export interface PanelFacts {
  /** What kind of thing stands open. */
  readonly label: string
  /** Its name; empty: not known yet, or there is none. */
  readonly title: string
  readonly about?: ReactNode
  /** Why it cannot be shown. */
  readonly error: Error | null
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** What stands open beside a list: its head, the button that closes it, and why it is not there. */
export const SidePanel = ({ label, title, about, error, onClose, className = '', children }: PanelFacts) => {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  return (
    <aside className={`side ${className}`} aria-label={label}>
      <header className="side-head">
        <div className="side-subject">
          <h2 className="f16">{title || label}</h2>
          {about === undefined ? null : <p className="q f12">{about}</p>}
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {error ? (
        <p className="empty t-late" role="alert">
          {refusalText(error)}
        </p>
      ) : null}
      {children}
    </aside>
  )
}

/** What scrolls in a panel; keys reach it too. */
export const SideBody = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useLingui()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="side-body" tabIndex={0} aria-label={t`What is known of it`}>
      {children}
    </section>
  )
}
