import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { IdentityView } from '../../../schemas/rest/partners.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { CopyField } from '../grid/copy-field.tsx'
import { Shape } from '../look/status.tsx'
import { KeyTable } from './key-table.tsx'
import { LoopbackWarning } from './loopback-warning.tsx'
import { useIdentity } from './partners-data.ts'
import { OwnerOnly, PartnersFrame } from './partners-frame.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

/** Who this node is to other companies: what a partner needs of us, and our keys. */
export const OwnPage = () => {
  const { data, error } = useIdentity()
  const refusalText = useRefusalText()
  return (
    <PartnersFrame>
      <div className="partners-body">
        {error && !data ? (
          <p className="panel waiting t-late" role="alert">
            {refusalText(error)}
          </p>
        ) : null}
        {data ? (
          <>
            <ForPartners identity={data} />
            <Keys identity={data} />
          </>
        ) : null}
      </div>
    </PartnersFrame>
  )
}

const ForPartners = ({ identity: { did } }: { readonly identity: IdentityView }) => {
  const { t } = useLingui()
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>What a partner needs of us</Trans>
        </h2>
        <span className="sp" />
        <a className="btn sm" href="/.well-known/did.json" target="_blank" rel="noreferrer">
          <Trans>The DID document</Trans>
        </a>
      </header>
      <div className="pad own-did">
        <CopyField label={t`Our DID: send it by mail or chat`} text={did} />
        <LoopbackWarning did={did} />
        <p className="q f12">
          <Trans>
            Send the DID by one way and read the thumbprints aloud by another: who could change your mail cannot change
            your voice.
          </Trans>
        </p>
      </div>
    </section>
  )
}

const Keys = ({ identity: { keys } }: { readonly identity: IdentityView }) => {
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>Keys</Trans>
        </h2>
        <span className="sp" />
        {isDone ? (
          <span className="t-done row" role="status">
            <Shape status="done" /> <Trans>New keys are in use</Trans>
          </span>
        ) : null}
        <OwnerOnly>
          <button type="button" className="btn sm" onClick={() => setOpen(true)}>
            <Trans>Make new keys…</Trans>
          </button>
        </OwnerOnly>
      </header>
      <KeyTable keys={keys} />
      {isOpen ? (
        <RotateDialog
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setDone(true)
          }}
        />
      ) : null}
    </section>
  )
}
