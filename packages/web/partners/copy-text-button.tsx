import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Icon } from '../look/icon.tsx'

/** Puts a text on the clipboard and says so in place of its name. */
export const CopyTextButton = ({ text, children }: { readonly text: string; readonly children: ReactNode }) => {
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(text)
    setCopied(true)
  }
  return (
    <button type="button" className="btn sm" onClick={() => void copy()}>
      <Icon name={isCopied ? 'check' : 'copy'} size={14} />
      {isCopied ? <Trans>Copied</Trans> : children}
    </button>
  )
}
