import { Trans } from '@lingui/react/macro'
import { Shape } from '../look/status.tsx'

const LOOPBACK = /^did:web:(localhost|127\.0\.0\.1)(%3A|:|$)/i

/** Said where the DID names this machine, which means another machine to everybody else. */
export const LoopbackWarning = ({ did }: { readonly did: string | undefined }) =>
  did !== undefined && LOOPBACK.test(did) ? (
    <p className="t-risk row loopback" role="note">
      <Shape status="risk" />
      <span>
        <Trans>
          Other machines cannot reach this address. Start the node with <code>--public-url https://…</code> before you
          add the first partner.
        </Trans>
      </span>
    </p>
  ) : null
