import { pacedCall } from '@headwater/exchange/delivery/pace'

/** Waits until a partner may be called; answers whether it had to. */
export type PaceCalls = (partner: string) => Promise<boolean>

/** The pace of each partner by itself. */
export function paceCalls(): PaceCalls {
  const due = new Map<string, number>()
  return async (partner) => {
    const call = pacedCall(due.get(partner) ?? 0, performance.now())
    due.set(partner, call.due)
    if (call.waitMs === 0) return false
    await new Promise((done) => setTimeout(done, call.waitMs))
    return true
  }
}
