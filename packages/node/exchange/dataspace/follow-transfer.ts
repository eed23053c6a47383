import type { Transaction } from '../../platform/database.ts'
import { closeStream, findStream, openStream, resumeStream, suspendStream } from '../delivery/message-stream.store.ts'
import { agreementOf } from './agreement.store.ts'
import type { KeptTransfer } from './transfer.store.ts'

export const PUSH = 'HttpData-PUSH'

/** The envelopes of a pushed transfer flow while it is started, wait while it is suspended, and end with it. */
export async function followTransfer(transaction: Transaction, kept: KeptTransfer): Promise<void> {
  const { role, partner, state, format, dataAddress } = kept
  // Both sides name the stream by the provider's pid.
  const transferPid = role === 'provider' ? kept.ownPid : kept.partnerPid
  if (format !== PUSH || transferPid === null || typeof dataAddress?.endpoint !== 'string') return
  const direction = role === 'provider' ? 'out' : 'in'
  if (state === 'STARTED') {
    const agreement = await agreementOf(transaction, kept)
    const { endpoint } = dataAddress
    const order = { partner, direction, agreementId: agreement.name, transferPid, endpoint } as const
    return resumeStream(transaction, await openStream(transaction, order))
  }
  const stream = await findStream(transaction, { partner, direction, transferPid })
  if (stream === undefined) return
  await (state === 'SUSPENDED' ? suspendStream : closeStream)(transaction, stream)
}
