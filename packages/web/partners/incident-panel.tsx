import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { IncidentView } from '../../../schemas/rest/incidents.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { plainText } from '../grid/grid-state.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { ExactMoment } from './exact-moment.tsx'
import { IncidentState } from './incident-columns.tsx'
import { Evidence, IncidentName, WayOut } from './incident-words.tsx'
import { useIncident, useRefreshPartners } from './partners-data.ts'
import { OwnerOnly } from './partners-frame.tsx'

/** One incident: what it means, what to do, its evidence, and closing it with a reason. */
export const IncidentPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { data, error } = useIncident(id)
  return (
    <SidePanel
      className="network-side"
      label={t`Incident`}
      title={data?.partner ?? ''}
      about={
        data ? (
          <>
            {t`Incident`} · <ExactMoment at={data.at} />
          </>
        ) : undefined
      }
      error={data ? null : error}
      onClose={onClose}
    >
      {data ? <Body incident={data} /> : null}
    </SidePanel>
  )
}

const Body = ({ incident }: { readonly incident: IncidentView }) => (
  <>
    {incident.partner === null ? null : (
      <div className="side-acts">
        <Link
          className="btn sm"
          to="/partners/messages"
          search={{ filter: `partner:${plainText(incident.partner)}` } as never}
        >
          <Trans>Messages with it</Trans>
        </Link>
        <Link className="btn sm" to="/partners" search={{ search: incident.did ?? '' } as never}>
          <Trans>Show the partner</Trans>
        </Link>
      </div>
    )}
    <SideBody>
      <div className="side-note failure">
        <p>
          <IncidentState {...incident} />
        </p>
        <b>
          <IncidentName {...incident} />
        </b>
        {incident.closed === null ? <WayOut kind={incident.kind} /> : null}
      </div>
      {incident.closed === null ? (
        <OwnerOnly>
          <CloseForm id={incident.id} />
        </OwnerOnly>
      ) : (
        <Closed incident={incident} closed={incident.closed} />
      )}
      <Evidence {...incident} />
    </SideBody>
  </>
)

const Closed = ({ incident, closed }: { readonly incident: IncidentView; readonly closed: string }) => (
  <dl className="partner-facts">
    <div>
      <dt>
        <Trans context="incident">Closed</Trans>
      </dt>
      <dd>
        <ExactMoment at={closed} />
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Closed by</Trans>
      </dt>
      <dd>{incident.closedBy}</dd>
    </div>
    <div>
      <dt>
        <Trans>Why it was closed</Trans>
      </dt>
      <dd>{incident.reason}</dd>
    </div>
  </dl>
)

const CloseForm = ({ id }: { readonly id: string }) => {
  const { t } = useLingui()
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const [reason, setReason] = useState('')
  const close = async (): Promise<void> => {
    await act(() => send('POST', `/api/incidents/${id}/close`, { reason: reason.trim() }))
    await refresh()
  }
  return (
    <form
      className="partner-form"
      onSubmit={(event) => {
        event.preventDefault()
        void once(close)
      }}
    >
      <textarea
        className="field close-reason"
        rows={2}
        maxLength={2000}
        aria-label={t`Why it needs nobody any more`}
        placeholder={t`Why it needs nobody any more`}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <span className="q f12">
          <Trans>The evidence stays.</Trans>
        </span>
        <span className="sp" />
        <button type="submit" className="btn sm pri" disabled={reason.trim() === ''}>
          <Trans>Close 1 incident</Trans>
        </button>
      </p>
    </form>
  )
}
