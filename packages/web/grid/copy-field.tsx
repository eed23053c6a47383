import { Trans } from '@lingui/react/macro'
import { useRef, useState } from 'react'

/** A text to be taken elsewhere. Where the browser gives no clipboard (no TLS), the text is chosen, to be copied by keys. */
export const CopyField = ({ label, text }: { readonly label: string; readonly text: string }) => {
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    field.current?.select()
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <label className="copy-field">
      <span className="q f12">{label}</span>
      <span className="row">
        <input ref={field} className="field grow" readOnly value={text} onFocus={(event) => event.target.select()} />
        <button type="button" className="btn" onClick={() => void copy()}>
          {isCopied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
        </button>
      </span>
    </label>
  )
}
