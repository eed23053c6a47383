import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { ExchangeMessageView } from '../../../schemas/rest/exchange.ts'
import { PlannerOnly } from '../accounts/planner-only.tsx'
import { SideBody, SidePanel } from '../look/side-panel.tsx'
import { CopyTextButton } from './copy-text-button.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { FailureWords } from './failure-words.tsx'
import { Direction, Explanation, MessageState } from './message-words.tsx'
import { PartnerWords } from './partner-words.tsx'
import { useMessage } from './partners-data.ts'
import { SignedText } from './signed-text.tsx'
import { useReplay } from './use-replay.ts'

/** One message: what its state means, its bytes and signatures, every attempt, and sending it again. */
export const MessagePanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { data, error } = useMessage(id)
  return (
    <SidePanel
      className="network-side"
      label={t({ message: 'Message', context: 'message' })}
      title={data?.message.type ?? ''}
      about={
        data ? (
          <>
            <Direction {...data.message} /> · {data.message.partner} · <ExactMoment at={data.message.at} />
          </>
        ) : undefined
      }
      error={data ? null : error}
      onClose={onClose}
    >
      {data ? <Body view={data} /> : null}
    </SidePanel>
  )
}

const Body = ({ view }: { readonly view: ExchangeMessageView }) => {
  const { message, block, receipt, curl } = view
  return (
    <>
      {message.state === 'dead' || block === 'left-alone' || curl !== null ? (
        <div className="side-acts">
          {message.state === 'dead' ? (
            <Replay id={message.id}>
              <Trans>Replay 1 message</Trans>
            </Replay>
          ) : null}
          {block === 'left-alone' ? (
            <Replay id={message.id}>
              <Trans>Try now</Trans>
            </Replay>
          ) : null}
          {curl === null ? null : (
            <CopyTextButton
              text={curl}
              about={
                <Trans>
                  The command has the bytes and the signature, and $TOKEN where the token goes: none is copied.
                </Trans>
              }
            >
              <Trans>Copy as curl</Trans>
            </CopyTextButton>
          )}
        </div>
      ) : null}
      <SideBody>
        <p className="side-note message-means">
          <MessageState {...message} />
          <span>
            <Explanation {...view} />
          </span>
        </p>
        {view.cause === null ? null : (
          <p className="side-note failure">
            <b>
              <Trans>What went wrong</Trans>
            </b>
            <FailureWords cause={view.cause} partner={message.partner} />
          </p>
        )}
        <Facts view={view} />
        <Tries tries={view.tries} />
        <SignedText title={<Trans>Message</Trans>} text={view.content} signature={view.signature} />
        {receipt === null ? null : (
          <SignedText title={<Trans>Receipt</Trans>} text={receipt} signature={view.receiptSignature} />
        )}
      </SideBody>
    </>
  )
}

const Replay = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => {
  const { replay, wrong } = useReplay({ id })
  return (
    <PlannerOnly>
      <button type="button" className="btn sm" onClick={replay}>
        {children}
      </button>
      {wrong === null ? null : (
        <span className="t-late f12" role="alert">
          {wrong}
        </span>
      )}
    </PlannerOnly>
  )
}

const Facts = ({ view: { message, leafIndex } }: { readonly view: ExchangeMessageView }) => (
  <dl className="partner-facts">
    {message.trouble === null ? null : (
      <div>
        <dt>
          <Trans>Last answer</Trans>
        </dt>
        <dd>
          {message.status === null ? '' : `${message.status} `}
          <PartnerWords text={message.trouble} />
        </dd>
      </div>
    )}
    {message.nextAttempt === null ? null : (
      <div>
        <dt>
          <Trans>Next attempt</Trans>
        </dt>
        <dd>
          <ExactMoment at={message.nextAttempt} />
        </dd>
      </div>
    )}
    <div>
      <dt>
        <Trans>Transfer</Trans>
      </dt>
      <dd>
        <code>{message.transfer}</code>
        {message.seq === null ? null : <Trans>, no. {message.seq}</Trans>}
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Message id</Trans>
      </dt>
      <dd>
        <code>{message.messageId}</code>
      </dd>
    </div>
    {leafIndex === null ? null : (
      <div>
        <dt>
          <Trans>In the record</Trans>
        </dt>
        <dd>
          <Trans>leaf {leafIndex}</Trans>
        </dd>
      </div>
    )}
  </dl>
)

const Tries = ({ tries }: Pick<ExchangeMessageView, 'tries'>) =>
  tries.length === 0 ? null : (
    <>
      <h3>
        <Trans>Attempts</Trans>
      </h3>
      <ul className="tries">
        {tries.map(({ at, status, answer }) => (
          <li key={at}>
            <ExactMoment at={at} />
            <span>
              {status === null ? '' : `${status} `}
              <PartnerWords text={answer} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
