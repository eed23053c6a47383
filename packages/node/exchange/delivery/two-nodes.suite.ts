import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { type DoorOptions, type Doors, openDoors } from '../../doors.suite.ts'
import { startCourier } from '../index.ts'
import type { Courier } from './courier.ts'
import { openStream, type StreamOrder } from './message-stream.store.ts'
import { type SentEnvelope, sendEnvelopes } from './send-envelope.ts'

/** A brand that sends to a maker: two nodes with a database each, over loopback. */
export interface TwoNodes {
  readonly brand: Doors
  readonly maker: Doors
  /** Ids of the partner at the other side. */
  readonly makerId: string
  readonly brandId: string
  /** Opens a transfer at both sides; answers the stream at the brand. */
  readonly openTransfer: (transferPid: string, more?: Partial<StreamOrder>) => Promise<number>
  readonly send: (stream: number, bodies: readonly Json[]) => Promise<readonly SentEnvelope[]>
  readonly startCourier: (of: Doors) => Promise<Courier>
  readonly close: () => Promise<void>
}

export async function openTwoNodes(options: DoorOptions = {}): Promise<TwoNodes> {
  const [brand, maker] = await Promise.all([openDoors(options), openDoors(options)])
  const [makerId, brandId] = await Promise.all([addPartner(brand, maker), addPartner(maker, brand)])
  const { identity, machine } = brand.exchange
  return {
    brand,
    maker,
    makerId,
    brandId,
    openTransfer: async (transferPid, more) => {
      const order = { agreementId: `agreement of ${transferPid}`, transferPid }
      await openStream(maker.database, { ...order, partner: brandId, direction: 'in' })
      return openStream(brand.database, {
        ...order,
        partner: makerId,
        direction: 'out',
        endpoint: inboxOf(maker),
        ...more,
      })
    },
    send: (stream, bodies) =>
      brand.database.transaction((transaction) => {
        const messages = bodies.map((body) => ({ type: 'sell_through:1.0.0', body }))
        return sendEnvelopes(transaction, { stream, messages }, { identity, now: machine })
      }),
    startCourier: ({ exchange, database }) => startCourier(exchange, database.url),
    close: async () => {
      await Promise.all([brand.close(), maker.close()])
    },
  }
}

export const inboxOf = ({ address }: Doors): string => `${address}/exchange/1/inbox`

async function addPartner(of: Doors, other: Doors): Promise<string> {
  const { status, body } = await of.call('/api/partners', {
    method: 'POST',
    headers: await of.token('owner'),
    body: { did: other.exchange.identity.did, name: 'Partner' },
  })
  if (status !== 201) throw new Error(`adding a partner answered ${status}: ${JSON.stringify(body)}`)
  return (body as { id: string }).id
}

/** Waits until nothing of a stream waits any more. */
export async function untilDelivered({ brand }: TwoNodes, stream: number): Promise<void> {
  for (;;) {
    const [row] = await brand.database.query<{ waiting: number }>({
      text: `select count(*)::int as waiting from outgoing where stream = $1 and state = 'waiting'`,
      values: [stream],
    })
    if (row!.waiting === 0) return
    await new Promise((done) => setTimeout(done, 20))
  }
}
