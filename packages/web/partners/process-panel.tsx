import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { NegotiationDetail, TransferDetail } from '../../../schemas/rest/dataspace.ts'
import { useMay } from '../accounts/session.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useProcess } from './dataspace-data.ts'
import { ExactMoment } from './exact-moment.tsx'
import { Direction } from './message-words.tsx'
import { usePartners, useRefreshPartners } from './partners-data.ts'
import { ProcessState, SideName, StateName, StepName } from './process-words.tsx'
import { Terms } from './terms.tsx'

type Detail = NegotiationDetail | TransferDetail

interface ProcessFacts {
  readonly list: 'negotiations' | 'transfers'
  readonly id: string
  readonly onClose: () => void
}

/** One negotiation or transfer: what may be done now, its terms, and all that was said. */
export const ProcessPanel = ({ list, id, onClose }: ProcessFacts) => {
  const { t } = useLingui()
  const { data, error } = useProcess<Detail>(list, id)
  const partner = usePartners().data?.partners.find((one) => one.id === data?.partner)
  const label = list === 'negotiations' ? t`Negotiation` : t`Transfer`
  return (
    <SidePanel
      className="network-side"
      label={label}
      title={(data && datasetOf(data)) ?? label}
      about={
        data ? (
          <>
            {label} · <SideName role={data.role} />
            {partner ? ` · ${partner.name}` : ''}
          </>
        ) : undefined
      }
      error={data ? null : error}
      onClose={onClose}
    >
      {data ? (
        <>
          <Decide {...{ list, id }} steps={data.mayDo} />
          <SideBody>
            <p className="side-note row">
              <ProcessState state={data.state} /> {data.note}
            </p>
            {'offer' in data ? <Terms terms={data.agreement ?? data.offer} /> : null}
            <Said {...data} />
          </SideBody>
        </>
      ) : null}
    </SidePanel>
  )
}

/** What a negotiation is about. */
const datasetOf = (data: Detail): string | undefined =>
  'offer' in data ? (data.offer as { readonly target?: string } | null)?.target : undefined

/** Steps that a person takes with one press; other terms than those on the table are for the API. */
const PRESSED = ['accept', 'agree', 'verify', 'finalize', 'start', 'suspend', 'complete']
/** What stops something is nobody's first choice. */
const STOPS = ['suspend', 'complete']

interface DecideFacts {
  readonly list: ProcessFacts['list']
  readonly id: string
  readonly steps: readonly string[]
}

const Decide = ({ list, id, steps }: DecideFacts) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const may = useMay(list === 'negotiations' ? 'owner' : 'planner')
  const [isRefusing, setRefusing] = useState(false)
  if (!may || steps.length === 0) return null
  const decide = async (action: string, reason?: string): Promise<void> => {
    await act(() => send('POST', `/api/${list}/${id}/decide`, { action, ...(reason ? { reason } : {}) }))
    setRefusing(false)
    await refresh()
  }
  return (
    <div className="side-acts">
      {PRESSED.filter((one) => steps.includes(one)).map((step, i) => (
        <button
          key={step}
          type="button"
          className={`btn sm ${i === 0 && !STOPS.includes(step) ? 'pri' : ''}`}
          onClick={() => void once(() => decide(step))}
        >
          <StepName step={step} />
        </button>
      ))}
      {steps.includes('terminate') ? (
        <button type="button" className="btn sm" aria-expanded={isRefusing} onClick={() => setRefusing(!isRefusing)}>
          {list === 'negotiations' ? <Trans>Refuse…</Trans> : <Trans>End the transfer…</Trans>}
        </button>
      ) : null}
      {isRefusing ? <RefuseForm onRefuse={(reason) => void once(() => decide('terminate', reason))} /> : null}
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}

const RefuseForm = ({ onRefuse }: { readonly onRefuse: (reason: string) => void }) => {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  return (
    <form
      className="row refuse-form"
      onSubmit={(event) => {
        event.preventDefault()
        onRefuse(reason.trim())
      }}
    >
      <input
        ref={takeFocus}
        className="field grow"
        maxLength={2000}
        aria-label={t`Reason, which the partner reads`}
        placeholder={t`Reason, which the partner reads`}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="btn sm" disabled={reason.trim() === ''}>
        <Trans>End it with this reason</Trans>
      </button>
    </form>
  )
}

const Said = ({ messages, messageCount }: Pick<Detail, 'messages' | 'messageCount'>) => (
  <>
    <h3>
      <Trans>What was said</Trans>
    </h3>
    {messageCount > messages.length ? (
      <p className="side-note q">
        <Plural
          value={messageCount - messages.length}
          one="# older message is not shown."
          other="# older messages are not shown."
        />
      </p>
    ) : null}
    <ul className="tries">
      {messages.map(({ at, direction, message, state }) => (
        <li key={`${at} ${message}`}>
          <ExactMoment at={at} />
          <span>
            <Direction direction={direction} /> <StateName state={state} /> <span className="q">{message}</span>
          </span>
        </li>
      ))}
    </ul>
  </>
)
