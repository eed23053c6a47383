import { Trans, useLingui } from '@lingui/react/macro'
import type { DatasetRow, OfferRow } from '../../../schemas/rest/dataspace.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { plainText } from '../grid/grid-state.ts'
import { useList } from '../grid/use-list.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { send } from '../rest/client.ts'
import { PARTNERS_TOPIC } from '../rest/topics.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'
import { OwnerOnly } from './partners-frame.tsx'
import { ProcessState } from './process-words.tsx'
import { Terms } from './terms.tsx'

/** One dataset that we offer, the terms of its offers and who decides about them. */
export const DatasetPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { rows, failure } = useList<DatasetRow>(PARTNERS_TOPIC, '/api/datasets', { filter: `id:${plainText(id)}` })
  const offers = useList<OfferRow>(PARTNERS_TOPIC, '/api/offers', { filter: `dataset:${plainText(id)}` })
  const [row] = rows
  return (
    <SidePanel
      className="network-side"
      label={t`Dataset`}
      title={row?.title ?? ''}
      about={row?.aspect}
      error={failure}
      onClose={onClose}
    >
      {row ? (
        <>
          <OwnerOnly>
            {row.state === 'offered' ? (
              <div className="side-acts">
                <Withdraw id={row.id} />
              </div>
            ) : null}
          </OwnerOnly>
          <SideBody>
            {offers.rows.map((offer) => (
              <OfferFacts key={offer.id} offer={offer} />
            ))}
          </SideBody>
        </>
      ) : null}
    </SidePanel>
  )
}

const OfferFacts = ({ offer }: { readonly offer: OfferRow }) => (
  <>
    <p className="side-note row">
      <ProcessState state={offer.state} />
      {offer.rules.includes('"agree"') ? (
        <Trans>The node agrees by itself</Trans>
      ) : (
        <Trans>A person here decides about each request</Trans>
      )}
    </p>
    <Terms terms={JSON.parse(offer.policy)} />
  </>
)

const Withdraw = ({ id }: { readonly id: string }) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const withdraw = async (): Promise<void> => {
    await act(() => send('POST', `/api/datasets/${encodeURIComponent(id)}/withdraw`))
    await refresh()
  }
  return (
    <>
      <button type="button" className="btn sm" onClick={() => void once(withdraw)}>
        <Trans>Withdraw 1 dataset</Trans>
      </button>
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
    </>
  )
}
