import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { copyText } from '../look/copy-text.ts'
import { Icon } from '../look/icon.tsx'

const SHORT = 8
const GROUP = /.{1,4}/g

/** A few signs of a thumbprint, the whole of it under the pointer and by the button beside it. */
export const Thumbprint = ({ text }: { readonly text: string }) => {
  const { t } = useLingui()
  return (
    <span className="thumb">
      <code title={text}>{text.slice(0, SHORT)}…</code>
      <CopyButton text={text} label={t`Copy the thumbprint ${text}`} />
    </span>
  )
}

/** The whole of it in groups of four, to be read aloud: capitals and small letters differ. */
export const WholeThumbprint = ({ text }: { readonly text: string }) => (
  <code className="thumb-whole">
    {(text.match(GROUP) ?? []).map((group, i) => (
      <span key={`${i} ${group}`}>{group}</span>
    ))}
  </code>
)

/** Puts a text on the clipboard and says so for as long as the button stands there. */
export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => setCopied(await copyText(text))
  return (
    <button
      type="button"
      className="mini copy-mini"
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Icon name={isCopied ? 'check' : 'copy'} size={14} />
      <span className="for-readers" role="status">
        {isCopied ? <Trans>Copied</Trans> : null}
      </span>
    </button>
  )
}
