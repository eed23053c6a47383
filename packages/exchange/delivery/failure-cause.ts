/** Why a partner did not take a message, as one word; people read what it means and what to do in their own language. */
export type FailureCause =
  | 'unreachable'
  | 'forbidden-address'
  | 'unusable-answer'
  | 'moved'
  | 'token-refused'
  | 'stranger'
  | 'missing'
  | 'later'
  | 'failing'
  | 'too-large'
  | 'conflict'
  | 'gap'
  | 'rejected'
  | 'unproven-receipt'

/** Of the last attempt. */
export interface FailedAnswer {
  /** Null: no answer came. */
  readonly status: number | null
  /** The partner's words, or those of our own call where no answer came. */
  readonly answer: string
}

const BY_STATUS: Readonly<Record<number, FailureCause>> = {
  401: 'token-refused',
  403: 'stranger',
  404: 'missing',
  408: 'later',
  409: 'conflict',
  410: 'missing',
  413: 'too-large',
  425: 'later',
  429: 'later',
}

/** What the receiver of signed messages says of the first one that it did not take: `conflict: …`. */
const BY_VERDICT: readonly (readonly [start: string, cause: FailureCause])[] = [
  ['conflict:', 'conflict'],
  ['rejected:', 'rejected'],
  ['The partner misses what comes after', 'gap'],
]

export function failureCause({ status, answer }: FailedAnswer): FailureCause {
  if (status === null) return withoutAnswer(answer)
  const verdict = BY_VERDICT.find(([start]) => answer.startsWith(start))
  if (verdict) return verdict[1]
  if (status >= 500) return 'failing'
  if (status >= 300 && status < 400) return 'moved'
  return BY_STATUS[status] ?? (status < 300 ? 'unproven-receipt' : 'rejected')
}

function withoutAnswer(words: string): FailureCause {
  if (/^(address|name) \(.*\) should /.test(words)) return 'forbidden-address'
  if (words.includes('should answer itself, not send on')) return 'moved'
  return /could not be reached|gave no whole answer|has no address/.test(words) ? 'unreachable' : 'unusable-answer'
}
