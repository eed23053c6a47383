import type { JsonObject } from './policy.ts'
import type { NegotiationMessage, NegotiationState, Party, TransferMessage, TransferState } from './transitions.ts'

/** Names the version of the protocol in every message (DSP 2025-1). */
export const CONTEXT = 'https://w3id.org/dspace/2025/1/context.jsonld'

/** Both sides' own names of one process. */
export interface Pids {
  readonly consumerPid: string
  readonly providerPid: string
}

/** Why a process ends or pauses. */
export interface Reason {
  readonly code?: string
  readonly reason?: readonly string[]
}

/** A reason as one line; '' where there is none. */
export const noteOf = ({ code, reason = [] }: Reason = {}): string =>
  [code, ...reason].filter((one) => one !== undefined && one !== '').join(': ')

const withContext = (type: string, members: JsonObject): JsonObject => ({
  '@context': [CONTEXT],
  '@type': type,
  ...members,
})

const NEGOTIATION_TYPES: Readonly<Record<NegotiationMessage, string>> = {
  request: 'ContractRequestMessage',
  offer: 'ContractOfferMessage',
  accepted: 'ContractNegotiationEventMessage',
  agreement: 'ContractAgreementMessage',
  verification: 'ContractAgreementVerificationMessage',
  finalized: 'ContractNegotiationEventMessage',
  termination: 'ContractNegotiationTerminationMessage',
}

/** A message of a negotiation; what it carries besides the pids is given. */
export function writeNegotiationMessage(message: NegotiationMessage, members: JsonObject): JsonObject {
  const event = message === 'accepted' || message === 'finalized' ? { eventType: message.toUpperCase() } : {}
  return withContext(NEGOTIATION_TYPES[message], { ...members, ...event })
}

const TRANSFER_TYPES: Readonly<Record<TransferMessage, string>> = {
  request: 'TransferRequestMessage',
  start: 'TransferStartMessage',
  completion: 'TransferCompletionMessage',
  suspension: 'TransferSuspensionMessage',
  termination: 'TransferTerminationMessage',
}

export const writeTransferMessage = (message: TransferMessage, members: JsonObject): JsonObject =>
  withContext(TRANSFER_TYPES[message], members)

/** What a side says of a process that it is asked for. */
export const writeNegotiation = (pids: Pids, state: NegotiationState): JsonObject =>
  withContext('ContractNegotiation', { ...pids, state })
export const writeTransfer = (pids: Pids, state: TransferState): JsonObject =>
  withContext('TransferProcess', { ...pids, state })

export type ErrorType = 'CatalogError' | 'ContractNegotiationError' | 'TransferError'

/** Why a message is refused, in the protocol's own form. */
export const writeError = (
  type: ErrorType,
  code: string,
  { reason, pids }: { reason: string; pids?: Pids | undefined },
): JsonObject => withContext(type, { ...pids, code, reason: [reason] })

/** The pids of a process by whose they are. */
export const pidsOf = (role: Party, own: string, partner: string): Pids =>
  role === 'consumer' ? { consumerPid: own, providerPid: partner } : { consumerPid: partner, providerPid: own }

export const otherParty = (role: Party): Party => (role === 'consumer' ? 'provider' : 'consumer')
