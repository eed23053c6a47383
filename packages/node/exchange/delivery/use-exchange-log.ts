import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { NotCanonical } from '@headwater/exchange/evidence/canonical-json'
import type { ExchangeMessageRow, ExchangeMessageView, ExchangeOrder } from '../../../../schemas/rest/exchange.ts'
import type { Database } from '../../platform/database.ts'
import type { ListSource } from '../../platform/list-source.ts'
import { Refused } from '../../platform/problem.ts'
import { readList } from '../../platform/read-list.ts'
import { agreedType, bringsToUs, findMessage, outStreamsOf } from './exchange-message.store.ts'
import { explainMessage } from './explain-message.ts'
import { type Sender, type SentEnvelope, sendEnvelope } from './send-envelope.ts'

/** One message of the log, of which the source is, explained. Refused `not-found`. */
export async function readMessage(
  database: Database,
  id: string,
  { source, today }: { readonly source: ListSource; readonly today: string },
): Promise<ExchangeMessageView> {
  const { rows } = await readList<ExchangeMessageRow>(database, { source, query: {}, today })
  const kept = await findMessage(database, id)
  if (!rows[0] || !kept) throw new Refused('not-found', `message (${id}) should be one of the exchange log`)
  return explainMessage(rows[0], kept)
}

/** Sends a body within a transfer. Refused `not-found` for an unknown transfer, `conflict` for one that has ended or brings data to us, `invalid` for a body without a canonical form and a type that is not that of the data agreed on. */
export async function sendWithin(
  { database, sender }: { readonly database: Database; readonly sender: Sender },
  { partner, transfer, ...message }: ExchangeOrder,
): Promise<SentEnvelope> {
  const found = await outStreamsOf(database, transfer, partner ?? null)
  if (found.length === 0) throw await noWayOut(database, transfer)
  if (found.length > 1)
    throw new Refused('invalid', `transfer (${transfer}) leads to several partners; say which with partner`)
  await refuseOtherType(database, transfer, message.type)
  try {
    const order = { ...message, body: message.body as Json, stream: found[0]!.id }
    return await database.transaction((transaction) => sendEnvelope(transaction, order, sender))
  } catch (error) {
    if (error instanceof NotCanonical) throw new Refused('invalid', `body${error.place}: ${error.message}`)
    throw error
  }
}

/** What was agreed on is data of one type; what is signed and in the record of both can be taken back by nobody. */
async function refuseOtherType(database: Database, transfer: string, type: string): Promise<void> {
  const agreed = await agreedType(database, transfer)
  if (agreed !== undefined && agreed !== type)
    throw new Refused('invalid', `type (${type}) should be ${agreed}, which the agreement of the transfer is about`)
}

/** Data goes from the provider of a transfer to its consumer alone. */
async function noWayOut(database: Database, transfer: string): Promise<Refused> {
  return (await bringsToUs(database, transfer))
    ? new Refused('conflict', `transfer (${transfer}) brings data from the partner to us: only its provider sends`)
    : new Refused('not-found', `transfer (${transfer}) should be one that leads to a partner`)
}
