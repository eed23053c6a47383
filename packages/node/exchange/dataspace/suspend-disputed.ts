import type { AgreementOf } from './agreement-signature.store.ts'
import type { Dataspace } from './dataspace.ts'
import { speakOfTransfer } from './speak-transfer.ts'
import { lockTransfer, openTransfers } from './transfer.store.ts'

export const SUSPEND_TASK = 'suspend-disputed'

export type SuspendPayload = AgreementOf

const REASON = { code: 'disputed', reason: ['The two sides have signed different texts of the agreement'] }

/** What flows by an agreement in dispute is suspended, and the partner is told; a task, because who takes the signature in holds a stream. */
export async function suspendDisputed(
  { database }: Pick<Dataspace, 'database'>,
  agreement: SuspendPayload,
): Promise<void> {
  // One that does not flow may be about to, in a transaction that looked before the dispute: its lock waits for that.
  for (const id of await openTransfers(database, agreement))
    await database.transaction(async (transaction) => {
      const kept = await lockTransfer(transaction, id)
      if (kept?.state !== 'STARTED') return
      await speakOfTransfer(transaction, { kept, step: { action: 'suspend', reason: REASON } })
    })
}
