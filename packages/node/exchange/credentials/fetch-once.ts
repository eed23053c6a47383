import { type OutboundAnswer, OutboundFailure, type OutboundFetch } from '../../platform/outbound-fetch.ts'

/** All that one check may fetch, and how long it may take: the addresses come from outside. */
const MOST_CALLS = 20
const MOST_MS = 10_000

/** The way out for one check: what it has fetched it does not fetch again, and it ends in time. Throws OutboundFailure. */
export function fetchOnce(outboundFetch: OutboundFetch): OutboundFetch {
  const signal = AbortSignal.timeout(MOST_MS)
  const answers = new Map<string, Promise<OutboundAnswer>>()
  let calls = 0
  const call: OutboundFetch = async (url, request) => {
    calls += 1
    if (calls > MOST_CALLS)
      throw new OutboundFailure('invalid', `a check of membership should need at most ${MOST_CALLS} calls`)
    try {
      return await outboundFetch(url, { ...request, signal })
    } catch (error) {
      if (signal.aborted)
        throw new OutboundFailure('unavailable', `a check of membership should end within ${MOST_MS} ms`)
      throw error
    }
  }
  return (url, request) => {
    if (request?.method !== undefined && request.method !== 'GET') return call(url, request)
    const answer = answers.get(url) ?? call(url, request)
    answers.set(url, answer)
    return answer
  }
}
