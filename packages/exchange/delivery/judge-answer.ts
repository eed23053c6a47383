import { RETRY_RULES, type RetryRules } from './retry.ts'

/** What came back for a control message. */
export interface Answer {
  /** Null: no answer came. */
  readonly status: number | null
  /** Of the message, when it came. */
  readonly ageMs: number
}

export type Judgement =
  | 'delivered'
  /** Sent again later. */
  | 'again'
  /** The partner will not take it however often it is sent. */
  | 'refused'

/** Too early, too many, timed out: the partner means "later". */
const LATER: readonly number[] = [408, 425, 429]

/** Whether a message of the protocol is settled by its answer. 404 is taken for "not yet" at first: a partner may learn of its own process late. */
export function judgeAnswer({ status, ageMs }: Answer, { unreadyMs }: RetryRules = RETRY_RULES): Judgement {
  if (status === null || status >= 500 || LATER.includes(status)) return 'again'
  if (status >= 200 && status < 300) return 'delivered'
  return status === 404 && ageMs < unreadyMs ? 'again' : 'refused'
}

/** An answer shows that the partner is there, unless its server says that it is not. */
export const isAlive = (status: number | null): boolean => status !== null && status < 500
