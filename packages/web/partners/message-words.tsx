import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ExchangeMessageRow, ExchangeMessageView } from '../../../schemas/rest/exchange.ts'
import { Shape, type Status } from '../look/status.tsx'
import { useExactMoment } from './exact-moment.tsx'

interface StateWord {
  readonly name: MessageDescriptor
  readonly status: Status
}

const STATES: Readonly<Record<string, StateWord>> = {
  waiting: { name: msg({ message: 'Waiting', context: 'message' }), status: 'none' },
  delivered: { name: msg({ message: 'Delivered', context: 'message' }), status: 'done' },
  received: { name: msg({ message: 'Received', context: 'message' }), status: 'done' },
  dead: { name: msg({ message: 'Dead letter', context: 'message' }), status: 'late' },
  withdrawn: { name: msg({ message: 'Withdrawn', context: 'message' }), status: 'none' },
}
const DIRECTIONS: Readonly<Record<string, MessageDescriptor>> = {
  out: msg({ message: 'Sent', context: 'message' }),
  in: msg({ message: 'Received', context: 'message' }),
}
const KINDS: Readonly<Record<string, MessageDescriptor>> = {
  control: msg({ message: 'Without a signature', context: 'message' }),
  envelopes: msg({ message: 'Signed', context: 'message' }),
}

const choicesOf = (names: Readonly<Record<string, MessageDescriptor>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }))
export const STATE_CHOICES = Object.entries(STATES).map(([value, { name }]) => ({ value, name }))
export const DIRECTION_CHOICES = choicesOf(DIRECTIONS)
export const KIND_CHOICES = choicesOf(KINDS)

/** A dead letter is what people should look at; the others are a mark and a word. */
export const MessageState = ({ state }: { readonly state: string }) => {
  const { i18n } = useLingui()
  const word = STATES[state]
  if (!word) return <>{state}</>
  return (
    <span className={`chip ${word.status}`}>
      <Shape status={word.status} /> {i18n._(word.name)}
    </span>
  )
}

export const Direction = ({ direction }: { readonly direction: string }) => {
  const { i18n } = useLingui()
  const name = DIRECTIONS[direction]
  return (
    <span className={direction === 'out' ? 't-acc' : 'm'}>
      {direction === 'out' ? '↑' : '↓'} {name ? i18n._(name) : direction}
    </span>
  )
}

/** Envelopes carry the signature of the sender, and once taken a receipt of the receiver; control messages carry neither. */
export const Signatures = ({ kind, state }: Pick<ExchangeMessageRow, 'kind' | 'state'>) => {
  if (kind !== 'envelopes') return <span className="q">–</span>
  return state === 'delivered' || state === 'received' ? (
    <span className="row sig">
      <Shape status="done" /> <Trans context="signature">Both</Trans>
    </span>
  ) : (
    <span className="row sig m">
      <Shape status="none" /> <Trans context="signature">One side</Trans>
    </span>
  )
}

/** What the state of a message means, and what to do. */
export const Explanation = (view: ExchangeMessageView) => {
  const { message, receipt } = view
  const { partner, state, attempts } = message
  if (state === 'received') return <Trans>{partner} signed it, and holds our receipt for it.</Trans>
  if (state === 'delivered')
    return receipt !== null ? (
      <Trans>{partner} took it and signed a receipt, which is kept.</Trans>
    ) : (
      <Trans>{partner} took it.</Trans>
    )
  if (state === 'withdrawn')
    return <Trans>It was withdrawn: its process was ended, or went on, without it. It is not sent again.</Trans>
  if (state === 'dead')
    return (
      <Plural
        value={attempts}
        one="It was given up after # attempt. When its cause is mended, replay it: the same bytes are sent again."
        other="It was given up after # attempts. When its cause is mended, replay it: the same bytes are sent again."
      />
    )
  return <WhyWaiting {...view} />
}

const WhyWaiting = ({ message, stream, block }: ExchangeMessageView) => {
  const momentOf = useExactMoment()
  const { partner, attempts, nextAttempt } = message
  switch (block) {
    case 'partner-suspended':
      return <Trans>{partner} is suspended: resume the partner, and it leaves.</Trans>
    case 'closed':
    case 'suspended':
      return <Trans>Its transfer is suspended or closed: nothing of it is sent.</Trans>
    case 'unproven':
      return <Trans>{partner} has not proven the membership that you demand: data waits until it does.</Trans>
    case 'held-up':
      return <Trans>A message before it was given up, and the order is kept: replay that one first.</Trans>
    case 'left-alone':
      return (
        <Trans>
          {partner} did not answer several times in a row and is left alone until {momentOf(stream.breakerUntil!)}, or
          until it calls.
        </Trans>
      )
    default:
      return <Next attempts={attempts} at={nextAttempt} />
  }
}

const Next = ({ attempts, at }: { readonly attempts: number; readonly at: string | null }) => {
  const momentOf = useExactMoment()
  if (attempts === 0 || at === null) return <Trans>It leaves as soon as those before it have been taken.</Trans>
  const next = momentOf(at)
  return (
    <Plural
      value={attempts}
      one={`It was not taken in # attempt; the next is at ${next}.`}
      other={`It was not taken in # attempts; the next is at ${next}.`}
    />
  )
}
