import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { copyText } from '../look/copy-text.ts'
import { Icon } from '../look/icon.tsx'

interface CopyFacts {
  readonly text: string
  /** Said once it is copied: what the text has and what it has not. */
  readonly about: ReactNode
  readonly children: ReactNode
}

/** Puts a text on the clipboard and says so in place of its name. */
export const CopyTextButton = ({ text, about, children }: CopyFacts) => {
  const [isCopied, setCopied] = useState<boolean | null>(null)
  return (
    <>
      <button type="button" className="btn sm" onClick={() => void copyText(text).then(setCopied)}>
        <Icon name={isCopied ? 'check' : 'copy'} size={14} />
        {isCopied ? <Trans>Copied</Trans> : children}
      </button>
      {isCopied === null ? null : (
        <p className={`f12 ${isCopied ? 'm' : 't-late'}`} role="status">
          {isCopied ? about : <Trans>The browser did not let it be copied.</Trans>}
        </p>
      )}
    </>
  )
}
