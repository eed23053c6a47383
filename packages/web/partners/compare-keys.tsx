import { Trans } from '@lingui/react/macro'
import type { FoundCompany } from '../../../schemas/rest/partners.ts'
import { Shape } from '../look/status.tsx'
import { WholeThumbprint } from './thumbprint.tsx'

const CURVES = { EdDSA: 'Ed25519', ES256: 'P-256' } as const

/** Keys that a node answers with, to be compared with what the company itself says. */
export const CompareKeys = ({ keys }: Pick<FoundCompany, 'keys'>) => (
  <section className="compare-keys">
    <p>
      <b>
        <Trans>Compare these with your partner by phone</Trans>
      </b>
    </p>
    <ul className="keys">
      {keys.map(({ kid, algorithm, thumbprint }) => (
        <li key={kid}>
          <b>{CURVES[algorithm]}</b>
          <WholeThumbprint text={thumbprint} />
        </li>
      ))}
    </ul>
    <p className="q f12 row">
      <Shape status="risk" />
      <Trans>If one sign differs, do not go on: somebody else may be answering at this address.</Trans>
    </p>
  </section>
)
