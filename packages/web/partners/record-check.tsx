import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CheckpointSwapView } from '../../../schemas/rest/evidence.ts'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { grouped } from '../language/words.ts'
import { Shape, type Status } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useExactMoment } from './exact-moment.tsx'
import { useRefreshPartners } from './partners-data.ts'
import { OwnerOnly } from './partners-frame.tsx'

type Log = CheckpointSwapView['logs'][number]

interface Verdict {
  readonly status: Status
  readonly tone: string
  readonly words: MessageDescriptor
}

const VERDICTS: Readonly<Record<Log['verdict'], Verdict>> = {
  agreed: { status: 'done', tone: 't-done', words: msg`Both agree` },
  ahead: { status: 'risk', tone: 't-risk', words: msg`The partner holds records that we do not have yet` },
  stale: { status: 'risk', tone: 't-risk', words: msg`The partner said an older state than the time before` },
  rewritten: { status: 'late', tone: 't-late', words: msg`The partner’s past is another one than it was` },
}

interface Found extends CheckpointSwapView {
  readonly at: string
}

/** The record with a partner: whether both sides hold the same, asked now. */
export const RecordCheck = ({ partner }: { readonly partner: PartnerDetail }) => {
  const refresh = useRefreshPartners()
  const momentOf = useExactMoment()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const [found, setFound] = useState<Found | null>(null)
  const check = async (): Promise<void> => {
    await act(async () => {
      const swap = await send<CheckpointSwapView>('POST', `/api/partners/${partner.id}/checkpoints`)
      setFound({ ...swap, at: new Date().toISOString() })
    })
    await refresh()
  }
  if (!partner.services.some((one) => one.type === 'EvidenceService')) return null
  return (
    <section className="record-check">
      <h3>
        <Trans>Record of both sides</Trans>
      </h3>
      <OwnerOnly>
        <p className="row record-acts">
          <button type="button" className="btn sm" onClick={() => void once(check)}>
            <Trans>Check the record now</Trans>
          </button>
          <a className="btn sm" href={`/api/partners/${partner.id}/record`} download>
            <Trans>Export the record</Trans>
          </a>
        </p>
      </OwnerOnly>
      {wrong === null ? null : (
        <p className="t-late f12 pad" role="alert">
          {wrong}
        </p>
      )}
      {found === null ? null : (
        <div role="status">
          {found.logs.map((log) => (
            <LogLine key={log.sender} log={log} partner={partner} />
          ))}
          <p className="q f12 pad">
            {found.logs.length === 0 ? (
              <Trans>There is no record yet: it begins with the first message. Asked {momentOf(found.at)}</Trans>
            ) : (
              <Trans>Asked {momentOf(found.at)}</Trans>
            )}
          </p>
        </div>
      )}
    </section>
  )
}

const LogLine = ({ log, partner }: { readonly log: Log; readonly partner: PartnerDetail }) => {
  const { i18n } = useLingui()
  const { status, tone, words } = VERDICTS[log.verdict]
  const [ours, theirs] = [grouped(log.ours), grouped(log.theirs)]
  return (
    <p className={`record-line ${tone}`}>
      <Shape status={status} />
      <span>
        <b>{i18n._(words)}</b>{' '}
        <span className="m">
          {log.sender === partner.did ? <Trans>of what came from it</Trans> : <Trans>of what we sent</Trans>}
          {' · '}
          <Trans>
            {ours} here, {theirs} there
          </Trans>
        </span>
      </span>
    </p>
  )
}
