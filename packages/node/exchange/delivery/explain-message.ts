import { failureCause } from '@headwater/exchange/delivery/failure-cause'
import type { ExchangeMessageRow, ExchangeMessageView, FailureCause } from '../../../../schemas/rest/exchange.ts'
import type { KeptMessage } from './exchange-message.store.ts'
import { WAY_OUT } from './way-out.ts'

/** What is seen of one message, its state in words and the request as a command. */
export function explainMessage(row: ExchangeMessageRow, kept: KeptMessage): ExchangeMessageView {
  const { content, signature, receipt, receiptSignature, leafIndex, tries } = kept
  return {
    message: row,
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
  const why = cause === null ? '' : ` ${WAY_OUT[cause](partner)} The last answer was: ${trouble}`
  switch (state) {
    case 'received':
      return `${partner} signed it, and holds our receipt for it.`
    case 'delivered':
      return kept.receipt === null ? `${partner} took it.` : `${partner} took it and signed a receipt, which is kept.`
    case 'dead':
      return `It was given up after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}. When its cause is mended, replay it: the same bytes are sent again.${why}`
    default:
      return `${blockOf(kept, partner) ?? waitOf(attempts, nextAttempt)}${why}`
  }
}

/** What keeps it from being sent at all. */
function blockOf(
  { partnerState, streamState, isProven, isHeldUp, breaker }: KeptMessage,
  partner: string,
): string | undefined {
  if (partnerState !== 'active') return `${partner} is suspended: resume the partner, and it leaves.`
  if (streamState === 'closed') return 'Its transfer has ended: nothing of it is sent any more.'
  if (streamState !== 'open') return `Its transfer is ${streamState}: nothing of it is sent.`
  if (!isProven)
    return `${partner} has not proven the membership that you demand, or its credential does not hold any more: data waits until it does.`
  if (isHeldUp) return 'A message before it was given up, and the order is kept: replay that one first.'
  if (breaker !== 'closed') return `${partner} did not answer several times in a row and is left alone for a while.`
  return undefined
}

const waitOf = (attempts: number, nextAttempt: string | null): string =>
  attempts === 0 || nextAttempt === null
    ? 'It leaves as soon as those before it have been taken.'
    : `It was not taken in ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}; the next is at ${nextAttempt} and goes by itself: replay is for dead letters.`

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
