import { failureCause } from '@headwater/exchange/delivery/failure-cause'
import type {
  ExchangeMessageRow,
  ExchangeMessageView,
  FailureCause,
  MessageBlock,
} from '../../../../schemas/rest/exchange.ts'
import type { KeptMessage } from './exchange-message.store.ts'
import { WAY_OUT } from './way-out.ts'

/** What is seen of one message, its state in words and the request as a command. */
export function explainMessage(row: ExchangeMessageRow, kept: KeptMessage): ExchangeMessageView {
  const { content, signature, receipt, receiptSignature, leafIndex, tries } = kept
  return {
    message: row,
    stream: { id: kept.stream, state: kept.streamState, breakerUntil: kept.pausedUntil?.toISOString() ?? null },
    block: blockOf(row, kept),
    content,
    signature,
    receipt,
    receiptSignature,
    leafIndex,
    tries: [...tries],
    cause: causeOf(row),
    explanation: explanationOf(row, kept),
    curl: curlOf(kept),
  }
}

const causeOf = ({ status, trouble }: ExchangeMessageRow): FailureCause | null =>
  trouble === null ? null : failureCause({ status, answer: trouble })

function explanationOf(row: ExchangeMessageRow, kept: KeptMessage): string {
  const { state, partner, attempts, trouble, nextAttempt } = row
  const cause = causeOf(row)
  const block = blockOf(row, kept)
  const why = cause === null ? '' : ` ${WAY_OUT[cause](partner)} The last answer was: ${trouble}`
  switch (state) {
    case 'received':
      return `${partner} signed it, and holds our receipt for it.`
    case 'delivered':
      return kept.receipt === null ? `${partner} took it.` : `${partner} took it and signed a receipt, which is kept.`
    case 'withdrawn':
      return 'It was withdrawn: its process was ended, or went on, without it. It is not sent again.'
    case 'dead':
      return `It was given up after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}. When its cause is mended, replay it: the same bytes are sent again.${why}`
    default:
      return `${block === null ? waitOf(attempts, nextAttempt) : BLOCK_WORDS[block](partner)}${why}`
  }
}

function blockOf({ state }: ExchangeMessageRow, kept: KeptMessage): MessageBlock | null {
  if (state !== 'waiting') return null
  if (kept.partnerState !== 'active') return 'partner-suspended'
  if (kept.streamState === 'closed') return 'closed'
  if (kept.streamState !== 'open') return 'suspended'
  if (!kept.isProven) return 'unproven'
  if (kept.isHeldUp) return 'held-up'
  return kept.pausedUntil === null ? null : 'left-alone'
}

const BLOCK_WORDS: Readonly<Record<MessageBlock, (partner: string) => string>> = {
  'partner-suspended': (partner) => `${partner} is suspended: resume the partner, and it leaves.`,
  closed: () => 'Its transfer has ended: nothing of it is sent any more.',
  suspended: () => 'Its transfer is suspended: nothing of it is sent.',
  unproven: (partner) =>
    `${partner} has not proven the membership that you demand, or its credential does not hold any more: data waits until it does.`,
  'held-up': () => 'A message before it was given up, and the order is kept: replay that one first.',
  'left-alone': (partner) =>
    `${partner} did not answer several times in a row and is left alone for a while, or until it calls; replay tries it now.`,
}

const waitOf = (attempts: number, nextAttempt: string | null): string =>
  attempts === 0 || nextAttempt === null
    ? 'It leaves as soon as those before it have been taken.'
    : `It was not taken in ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}; the next is at ${nextAttempt} and goes by itself: replay is for dead letters and for a partner that is left alone.`

/** For a shell; each call needs a token of its own, which is not shown. */
function curlOf({ url, content, signature }: KeptMessage): string | null {
  if (url === null || content === null) return null
  const body = signature === null ? content : `{"messages":[{"envelope":${content},"signature":"${signature}"}]}`
  return [
    `curl ${quoted(url)}`,
    `-H 'content-type: application/json'`,
    `-H "authorization: Bearer $TOKEN"`,
    `--data-binary ${quoted(body)}`,
  ].join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
