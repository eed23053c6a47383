import type { Reason } from './messages.ts'
import type { NegotiationInput } from './negotiation.ts'
import { type JsonObject, readAgreement, readOffer } from './policy.ts'
import type { TransferInput } from './transfer.ts'
import type { NegotiationMessage, Party, TransferMessage } from './transitions.ts'

/** A message of a negotiation whose schema has been checked; `by` is who sends it. */
export function readNegotiationMessage(
  body: JsonObject,
  by: Party,
): NegotiationInput & { readonly ownPid: string | null } {
  const { offer, agreement } = body as { offer?: JsonObject; agreement?: JsonObject }
  return {
    message: messageOf(body),
    ...pids(body, by),
    ...(offer ? { offer: readOffer(offer) } : {}),
    ...(agreement ? { agreement: readAgreement(agreement) } : {}),
    ...reasonIn(body),
  }
}

const TYPES: Readonly<Record<string, NegotiationMessage>> = {
  ContractRequestMessage: 'request',
  ContractOfferMessage: 'offer',
  ContractAgreementMessage: 'agreement',
  ContractAgreementVerificationMessage: 'verification',
  ContractNegotiationTerminationMessage: 'termination',
}

const messageOf = (body: JsonObject): NegotiationMessage =>
  TYPES[body['@type'] as string] ?? (body.eventType === 'ACCEPTED' ? 'accepted' : 'finalized')

const TRANSFER_TYPES: Readonly<Record<string, TransferMessage>> = {
  TransferRequestMessage: 'request',
  TransferStartMessage: 'start',
  TransferCompletionMessage: 'completion',
  TransferSuspensionMessage: 'suspension',
  TransferTerminationMessage: 'termination',
}

/** A message of a transfer whose schema has been checked; `by` is who sends it. */
export function readTransferMessage(body: JsonObject, by: Party): TransferInput & { readonly ownPid: string | null } {
  const { dataAddress } = body as { dataAddress?: JsonObject }
  return {
    message: TRANSFER_TYPES[body['@type'] as string]!,
    ...pids(body, by),
    ...(dataAddress ? { dataAddress } : {}),
    ...reasonIn(body),
  }
}

/** A first message names only the sender's pid. */
function pids(body: JsonObject, by: Party): { readonly partnerPid: string; readonly ownPid: string | null } {
  const { consumerPid = null, providerPid = null } = body as { consumerPid?: string; providerPid?: string }
  return by === 'consumer'
    ? { partnerPid: consumerPid!, ownPid: providerPid }
    : { partnerPid: providerPid!, ownPid: consumerPid }
}

function reasonIn({ code, reason }: JsonObject): { readonly reason?: Reason } {
  if (code === undefined && reason === undefined) return {}
  const words = ((reason ?? []) as readonly unknown[]).map((one) =>
    typeof one === 'string' ? one : JSON.stringify(one),
  )
  return { reason: { ...(code === undefined ? {} : { code: code as string }), reason: words } }
}
