import type { Transaction } from '../../platform/database.ts'
import { gathering } from '../../platform/gathering.ts'
import { mirrorLeaves } from '../evidence/record-log.store.ts'
import { noteIncident } from '../identity/incident.store.ts'
import type { BroughtReceipts, CourierFacts } from './courier-facts.ts'
import { markDelivered } from './outgoing.store.ts'

/** Keeps receipts of many requests in one transaction: under load they would else wait for the disk one after the other. */
export const receiptKeeper = (
  facts: Pick<CourierFacts, 'database' | 'identity' | 'now'>,
): CourierFacts['keepReceipts'] =>
  gathering(async (requests: readonly BroughtReceipts[]) => {
    await facts.database.transaction(async (transaction) => {
      const delivered = requests.flatMap((one) => one.delivered)
      await markDelivered(transaction, new Date(facts.now()), delivered)
      for (const [, ofPartner] of Map.groupBy(requests, (one) => one.did)) await mirror(facts, transaction, ofPartner)
    })
    return requests.map(() => undefined)
  }, MOST_REQUESTS)

const MOST_REQUESTS = 64

async function mirror(
  { identity }: Pick<CourierFacts, 'identity'>,
  transaction: Transaction,
  requests: readonly BroughtReceipts[],
): Promise<void> {
  const { did, partner } = requests[0]!
  const leaves = requests.flatMap((one) => one.leaves)
  const { conflicts } = await mirrorLeaves(transaction, { sender: identity.did, receiver: did }, leaves)
  if (conflicts.length === 0) return
  await noteIncident(transaction, {
    kind: 'place-given-twice',
    partner,
    what: `The partner gave place ${conflicts[0]} of the log to two messages`,
    detail: { places: conflicts, receipts: requests.flatMap((one) => one.delivered.map((kept) => kept.receipt)) },
  })
}
