import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { CopyButton } from './thumbprint.tsx'

interface SignedFacts {
  readonly title: ReactNode
  /** The bytes that were signed; null: their time is over. */
  readonly text: string | null
  /** Detached JWS. */
  readonly signature: string | null
}

/** Signed bytes made readable, and who signed them; the button takes the bytes as they are. */
export const SignedText = ({ title, text, signature }: SignedFacts) => {
  const { t } = useLingui()
  return (
    <>
      <h3 className="row">
        {title}
        <span className="sp" />
        {text === null ? null : <CopyButton text={text} label={t`Copy it as it was sent`} />}
      </h3>
      {text === null ? (
        <p className="pad q">
          <Trans>Its time to be kept is over: hashes and receipts are left.</Trans>
        </p>
      ) : (
        <pre className="signed-text">{readable(text)}</pre>
      )}
      {signature === null ? null : <SignedBy signature={signature} />}
    </>
  )
}

const SignedBy = ({ signature }: { readonly signature: string }) => {
  const { t } = useLingui()
  return (
    <p className="signed-by q f12">
      <span className="nw">
        <Trans>Signed with</Trans>
      </span>
      <code title={signature}>{keyOf(signature)}</code>
      <CopyButton text={signature} label={t`Copy the signature`} />
    </p>
  )
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The DID URL that the head of a JWS names. */
function keyOf(signature: string): string {
  try {
    const head = signature.slice(0, signature.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/')
    return String((JSON.parse(atob(head)) as { kid?: unknown }).kid)
  } catch {
    return signature.slice(0, 16)
  }
}
