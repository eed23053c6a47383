import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Dialog } from '../look/dialog.tsx'
import { Icon } from '../look/icon.tsx'

export interface SecretFacts {
  readonly label: string
  readonly secret: string
  /** What it is for and what to do with it. */
  readonly children: ReactNode
  readonly onClose: () => void
}

/** A password or a token, shown this once. */
export const SecretDialog = ({ label, secret, children, onClose }: SecretFacts) => {
  const { t } = useLingui()
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <Dialog label={label} onClose={onClose} className="secret-dialog" holds="once">
      <h2 className="f16">{label}</h2>
      <p>{children}</p>
      <p className="row">
        <input
          className="field"
          readOnly
          aria-label={label}
          value={secret}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="btn" onClick={() => void copy()}>
          <Icon name="copy" size={14} /> {isCopied ? t`Copied` : t`Copy`}
        </button>
      </p>
      <p className="t-risk">
        <Trans>It is shown this once: nobody can read it again, not even this node.</Trans>
      </p>
      <button type="button" className="btn pri" onClick={onClose}>
        <Trans>I have kept it</Trans>
      </button>
    </Dialog>
  )
}
