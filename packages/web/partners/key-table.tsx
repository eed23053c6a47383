import { Trans, useLingui } from '@lingui/react/macro'
import type { KeyView } from '../../../schemas/rest/partners.ts'
import { useMoment } from '../settings/moment-words.ts'
import { CopyButton, WholeThumbprint } from './thumbprint.tsx'

const CURVES = { EdDSA: 'Ed25519', ES256: 'P-256' } as const

/** Keys with their thumbprints whole: those in use first, Ed25519 before P-256. */
export const KeyTable = ({ keys }: { readonly keys: readonly KeyView[] }) => (
  <ul className="keys">
    {keys
      .toSorted(
        (a, b) =>
          Number(a.retired !== null) - Number(b.retired !== null) ||
          (b.retired ?? '').localeCompare(a.retired ?? '') ||
          a.algorithm.localeCompare(b.algorithm),
      )
      .map((key) => (
        <KeyLine key={`${key.kid} ${key.thumbprint}`} {...key} />
      ))}
  </ul>
)

const KeyLine = ({ thumbprint, algorithm, since, retired }: KeyView) => {
  const { t } = useLingui()
  const momentOf = useMoment()
  return (
    <li className={retired === null ? '' : 'old'}>
      <span className="row">
        <b>{CURVES[algorithm]}</b>
        <span className="q f12 nw">
          {retired === null ? (
            <Trans>since {momentOf(since)}</Trans>
          ) : (
            <Trans>
              {momentOf(since)} until {momentOf(retired)}, kept for what it signed
            </Trans>
          )}
        </span>
        <span className="sp" />
        <CopyButton text={thumbprint} label={t`Copy the thumbprint ${thumbprint}`} />
      </span>
      <WholeThumbprint text={thumbprint} />
    </li>
  )
}
