import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useRefusalText } from '../editing/failure-text.ts'
import { Icon } from '../look/icon.tsx'

interface PanelFacts {
  readonly label: string
  readonly title: string
  readonly about?: ReactNode
  readonly error: Error | null
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Head and close button of what stands open beside a list. */
export const RowPanel = ({ label, title, about, error, onClose, children }: PanelFacts) => {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  return (
    <aside className="side message-side" aria-label={label}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16 ell" title={title}>
            {title}
          </h2>
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

/** Terms as the standard writes them; people read the words of ODRL here. */
export const Terms = ({ terms }: { readonly terms: unknown }) => (
  <>
    <h3>
      <Trans>Terms</Trans>
    </h3>
    <pre className="signed-text">{JSON.stringify(terms, null, 2)}</pre>
  </>
)

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
