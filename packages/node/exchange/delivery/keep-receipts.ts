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
  gathering(
    (requests: readonly BroughtReceipts[]) =>
      facts.database.transaction(async (transaction) => {
        const kept = new Map<BroughtReceipts, number>()
        for (const [, ofPartner] of Map.groupBy(requests, (one) => one.did))
          for (const [one, count] of await mirror(facts, transaction, ofPartner)) kept.set(one, count)
        const delivered = requests.flatMap((one) => one.delivered.slice(0, kept.get(one)))
        await markDelivered(transaction, new Date(facts.now()), delivered)
        return requests.map((one) => kept.get(one)!)
      }),
    MOST_REQUESTS,
  )

const MOST_REQUESTS = 64

/** Puts messages of one partner at the places that it gave them; how many of each request, up to the first that has another's place. */
async function mirror(
  { identity }: Pick<CourierFacts, 'identity'>,
  transaction: Transaction,
  requests: readonly BroughtReceipts[],
): Promise<readonly (readonly [BroughtReceipts, number])[]> {
  const { did, partner } = requests[0]!
  const leaves = requests.flatMap((one) => one.leaves)
  const { conflicts } = await mirrorLeaves(transaction, { sender: identity.did, receiver: did }, leaves)
  if (conflicts.length > 0) {
    const receipts = requests.flatMap((one) => one.delivered.map(({ receipt }) => receipt))
    await noteIncident(transaction, {
      kind: 'place-given-twice',
      partner,
      what: `The partner gave place ${leaves[conflicts[0]!]!.index} of the log to two messages`,
      detail: {
        places: conflicts.map((one) => leaves[one]!.index),
        receipts: conflicts.map((one) => receipts[one]),
      },
    })
  }
  let from = 0
  return requests.map((one) => {
    const first = conflicts.find((position) => position >= from && position < from + one.leaves.length)
    const count = first === undefined ? one.leaves.length : first - from
    from += one.leaves.length
    return [one, count] as const
  })
}
