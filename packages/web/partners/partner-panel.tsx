import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { plainText } from '../grid/grid-state.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { Shape } from '../look/status.tsx'
import { useMoment } from '../settings/moment-words.ts'
import { ChangePartner } from './change-partner.tsx'
import { IncidentList } from './incident-list.tsx'
import { KeyTable } from './key-table.tsx'
import { COMPANY_NUMBERS } from './number-fields.tsx'
import { WhatTheyOffer } from './partner-catalogue.tsx'
import { usePartner } from './partners-data.ts'
import { OwnerOnly } from './partners-frame.tsx'
import { RecordCheck } from './record-check.tsx'
import { SuspendButton } from './suspend-button.tsx'
import { CopyButton } from './thumbprint.tsx'

/** One partner: what it is called, its keys and every version of its document, and what can be done. */
export const PartnerPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { data, error } = usePartner(id)
  return (
    <SidePanel
      className="network-side"
      label={t({ message: 'Partner', context: 'network' })}
      title={data?.name ?? ''}
      about={data ? <Did did={data.did} /> : undefined}
      error={data ? null : error}
      onClose={onClose}
    >
      {data ? <Body partner={data} /> : null}
    </SidePanel>
  )
}

const Did = ({ did }: { readonly did: string }) => {
  const { t } = useLingui()
  return (
    <span className="row did-line">
      <code title={did} className="ell">
        {did}
      </code>
      <CopyButton text={did} label={t`Copy the DID`} />
    </span>
  )
}

const Body = ({ partner }: { readonly partner: PartnerDetail }) => {
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <div className="side-acts">
        <Link
          className="btn sm"
          to="/partners/messages"
          search={{ filter: `partner:${plainText(partner.name)}` } as never}
        >
          <Trans>Messages with it</Trans>
        </Link>
        <OwnerOnly>
          <button type="button" className="btn sm" aria-pressed={isChanging} onClick={() => setChanging(!isChanging)}>
            <Trans>Name and numbers…</Trans>
          </button>
          <SuspendButton partner={partner} />
        </OwnerOnly>
      </div>
      <SideBody>
        {isChanging ? <ChangePartner partner={partner} onDone={() => setChanging(false)} /> : null}
        {partner.state === 'suspended' ? <SuspendedNote /> : null}
        <IncidentList partner={partner} />
        <Facts partner={partner} />
        <WhatTheyOffer partner={partner} />
        <RecordCheck partner={partner} />
        <h3>
          <Trans>Keys</Trans>
        </h3>
        <KeyTable keys={partner.keys} />
        <Documents partner={partner} />
      </SideBody>
    </>
  )
}

const SuspendedNote = () => (
  <p className="side-note t-hold row">
    <Shape status="hold" />
    <Trans>Every call of this partner is refused, and none are made to it.</Trans>
  </p>
)

const Facts = ({ partner }: { readonly partner: PartnerDetail }) => {
  const momentOf = useMoment()
  return (
    <dl className="partner-facts">
      <div>
        <dt>
          <Trans>Added</Trans>
        </dt>
        <dd>{momentOf(partner.added)}</dd>
      </div>
      {COMPANY_NUMBERS.map(({ field, name }) =>
        partner[field] === null ? null : (
          <div key={field}>
            <dt>{name}</dt>
            <dd>
              <code>{partner[field]}</code>
            </dd>
          </div>
        ),
      )}
      <div>
        <dt>
          <Trans>Speaks</Trans>
        </dt>
        <dd>
          <HowItSpeaks services={partner.services} />
        </dd>
      </div>
    </dl>
  )
}

/** Of what its document offers, the two things that matter to people. */
const HowItSpeaks = ({ services }: Pick<PartnerDetail, 'services'>) => {
  const has = (type: string): boolean => services.some((one) => one.type === type)
  if (has('EvidenceService')) return <Trans>Headwater: messages with receipts of both sides</Trans>
  return has('DataService') || has('CatalogService') ? (
    <Trans>Dataspace Protocol only: no signed receipts</Trans>
  ) : (
    <Trans>Nothing that this node knows</Trans>
  )
}

const Documents = ({ partner: { documents } }: { readonly partner: PartnerDetail }) => {
  const momentOf = useMoment()
  return (
    <>
      <h3>
        <Trans>Versions of its DID document</Trans>
      </h3>
      <ul className="partner-documents">
        {documents.toReversed().map(({ hash, seen }) => (
          <li key={hash}>
            <span className="nw">{momentOf(seen)}</span>
            <code title={hash}>{hash.slice(0, 16)}…</code>
          </li>
        ))}
      </ul>
    </>
  )
}
