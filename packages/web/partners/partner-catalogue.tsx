import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { PartnerCatalogue } from '../../../schemas/rest/dataspace.ts'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { usePartnerCatalogue } from './dataspace-data.ts'
import { useRefreshPartners } from './partners-data.ts'
import { OwnerOnly } from './partners-frame.tsx'

type Dataset = PartnerCatalogue['datasets'][number]

/** What a partner offers us now, asked of its node when a person wants to know. */
export const WhatTheyOffer = ({ partner }: { readonly partner: PartnerDetail }) => {
  const [isOn, setOn] = useState(false)
  const { data, error, isFetching } = usePartnerCatalogue(partner.id, isOn)
  const refusalText = useRefusalText()
  return (
    <PlannerOnly>
      <h3>
        <Trans>What they offer</Trans>
      </h3>
      {isOn ? null : (
        <p className="record-acts">
          <button type="button" className="btn sm" onClick={() => setOn(true)}>
            <Trans>Look at their catalogue</Trans>
          </button>
        </p>
      )}
      {isOn && isFetching ? (
        <p className="pad q">
          <Trans>Asking its node…</Trans>
        </p>
      ) : null}
      {error ? (
        <p className="pad t-late" role="alert">
          {refusalText(error)}
        </p>
      ) : null}
      {data?.datasets.length === 0 ? (
        <p className="pad q">
          <Trans>It offers nothing to us.</Trans>
        </p>
      ) : null}
      <ul className="keys">
        {(data?.datasets ?? []).map((one) => (
          <li key={one.id}>
            <b>{one.title}</b>
            <p>
              <code>{one.aspect}</code>
            </p>
            <OwnerOnly>
              <AskFor dataset={one} partner={partner.id} />
            </OwnerOnly>
          </li>
        ))}
      </ul>
    </PlannerOnly>
  )
}

/** The terms are those that the partner shows: an agreement on them is verified without a person. */
const RULES = { negotiation: [{ on: 'agreed', do: ['verify'] }] }

const AskFor = ({ dataset, partner }: { readonly dataset: Dataset; readonly partner: string }) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const [isAsked, setAsked] = useState(false)
  const [offer] = dataset.offers
  if (!offer) return null
  const ask = async (): Promise<void> => {
    const order = { partner, offer: { ...offer, target: dataset.id }, rules: RULES }
    setAsked(await act(() => send('POST', '/api/negotiations', order)))
    await refresh()
  }
  if (isAsked)
    return (
      <p className="row t-done" role="status">
        <Shape status="done" /> <Trans>Asked for: see Agreements</Trans>
      </p>
    )
  return (
    <p className="row">
      <button type="button" className="btn sm" onClick={() => void once(ask)}>
        <Trans>Ask for it</Trans>
      </button>
      {wrong === null ? null : <span className="t-late f12">{wrong}</span>}
    </p>
  )
}
