import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { CopyField } from '../grid/copy-field.tsx'
import { LoopbackWarning } from './loopback-warning.tsx'
import { useIdentity } from './partners-data.ts'

/** What a partner is, and the three steps to the first one. */
export const NoPartners = () => {
  const { t } = useLingui()
  const did = useIdentity().data?.did
  return (
    <section className="panel partners-begin">
      <p className="m">
        <Trans>
          A partner is another company with a node of its own: who buys from you, or who supplies you. The two nodes
          talk to each other without anybody between them, and both keep a signed record of what was said.
        </Trans>
      </p>
      <ol>
        <li>
          <b>
            <Trans>Send your DID to the partner</Trans>
          </b>
          {did === undefined ? null : <CopyField label={t`Your DID`} text={did} />}
          <LoopbackWarning did={did} />
        </li>
        <li>
          <b>
            <Trans>Ask for theirs, and add the partner by it</Trans>
          </b>
          <span className="m">
            <Trans>Their node answers with its keys; nothing is kept before you have seen them.</Trans>
          </span>
        </li>
        <li>
          <b>
            <Trans>Compare the thumbprints by phone</Trans>
          </b>
          <span className="m">
            <Trans>
              The same signs at both ends mean that nobody stands between. Yours are under{' '}
              <Link to="/partners/own">Own identity</Link>.
            </Trans>
          </span>
        </li>
      </ol>
    </section>
  )
}
