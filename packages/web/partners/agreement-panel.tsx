import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { AgreementRow } from '../../../schemas/rest/dataspace.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { useOneAct } from '../editing/use-one-act.ts'
import { plainText } from '../grid/grid-state.ts'
import { useList } from '../grid/use-list.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { send } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'
import { useAct } from '../settings/use-act.ts'
import { ExactMoment } from './exact-moment.tsx'
import { useRefreshPartners } from './partners-data.ts'
import { ProcessState, SideName } from './process-words.tsx'

/** One agreement: what it is about, the hash that both sides signed, and asking for its data. */
export const AgreementPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { rows, failure } = useList<AgreementRow>(PARTNERS_TOPIC, '/api/agreements', { filter: `id:${plainText(id)}` })
  const [row] = rows
  return (
    <SidePanel
      className="network-side"
      label={t`Agreement`}
      title={row?.dataset ?? ''}
      about={row ? <SideName role={row.role} /> : undefined}
      error={failure}
      onClose={onClose}
    >
      {row ? <Body row={row} /> : null}
    </SidePanel>
  )
}

const Body = ({ row }: { readonly row: AgreementRow }) => (
  <>
    <div className="side-acts">
      {row.role === 'consumer' && row.state === 'in-force' ? <AskForData id={row.id} /> : null}
      <Link className="btn sm" to="/partners/messages" search={{ filter: `transfer:${plainText(row.name)}` } as never}>
        <Trans>Signatures in the exchange log</Trans>
      </Link>
    </div>
    <SideBody>
      <dl className="partner-facts">
        <div>
          <dt>
            <Trans context="network">State</Trans>
          </dt>
          <dd>
            <ProcessState state={row.state} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans context="network">Partner</Trans>
          </dt>
          <dd>{row.partner}</dd>
        </div>
        <div>
          <dt>
            <Trans>In force since</Trans>
          </dt>
          <dd>
            <ExactMoment at={row.finalized} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Agreement</Trans>
          </dt>
          <dd>
            <code>{row.name}</code>
          </dd>
        </div>
        <Hashes row={row} />
      </dl>
    </SideBody>
  </>
)

/** What both sign; where the partner has signed another one, that too. */
const Hashes = ({ row: { hash, partnerHash } }: { readonly row: AgreementRow }) => (
  <>
    <div>
      <dt>
        <Trans>Hash that both sign</Trans>
      </dt>
      <dd>
        <code>{hash}</code>
      </dd>
    </div>
    {partnerHash === null || partnerHash === hash ? null : (
      <div>
        <dt>
          <Trans>Hash that the partner has signed</Trans>
        </dt>
        <dd className="t-late">
          <code>{partnerHash}</code>
        </dd>
      </div>
    )}
  </>
)

const AskForData = ({ id }: { readonly id: string }) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const ask = async (): Promise<void> => {
    await act(() => send('POST', '/api/transfers', { agreement: id }))
    await refresh()
  }
  return (
    <PlannerOnly>
      <button type="button" className="btn sm pri" onClick={() => void once(ask)}>
        <Trans>Ask for its data</Trans>
      </button>
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
    </PlannerOnly>
  )
}
