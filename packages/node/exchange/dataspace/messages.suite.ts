import { CONTEXT } from '@headwater/exchange/dataspace/messages'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'

/** Messages as another connector writes them, apart from ours on purpose. */
const message = (type: string, members: object): JsonObject =>
  ({ '@context': [CONTEXT], '@type': type, ...members }) as JsonObject

export interface ProcessPids {
  readonly consumerPid?: string
  readonly providerPid?: string
}

const USE = { permission: [{ action: 'use' }] }
export const offerOf = (dataset: string, id = `offer-${dataset}`, policy: object = USE) => ({
  '@id': id,
  '@type': 'Offer',
  target: dataset,
  ...policy,
})

export interface Said {
  readonly pids: ProcessPids
  readonly dataset: string
  readonly parties?: { readonly assigner: string; readonly assignee: string }
}

/** Each message of a negotiation by the word that scenarios use, with the place below a process. */
export const NEGOTIATION_WORDS: Readonly<Record<string, { place: string; write: (said: Said) => JsonObject }>> = {
  request: {
    place: 'request',
    write: ({ pids, dataset }) => message('ContractRequestMessage', { ...pids, offer: offerOf(dataset) }),
  },
  offer: {
    place: 'offers',
    write: ({ pids, dataset }) => message('ContractOfferMessage', { ...pids, offer: offerOf(dataset) }),
  },
  accepted: {
    place: 'events',
    write: ({ pids }) => message('ContractNegotiationEventMessage', { ...pids, eventType: 'ACCEPTED' }),
  },
  finalized: {
    place: 'events',
    write: ({ pids }) => message('ContractNegotiationEventMessage', { ...pids, eventType: 'FINALIZED' }),
  },
  agreement: {
    place: 'agreement',
    write: ({ pids, dataset, parties }) =>
      message('ContractAgreementMessage', {
        ...pids,
        agreement: {
          ...offerOf(dataset, `agreement-${pids.consumerPid}`),
          '@type': 'Agreement',
          assigner: 'provider',
          assignee: 'consumer',
          ...parties,
          timestamp: '2026-11-26T12:00:00Z',
        },
      }),
  },
  verification: {
    place: 'agreement/verification',
    write: ({ pids }) => message('ContractAgreementVerificationMessage', { ...pids }),
  },
  termination: {
    place: 'termination',
    write: ({ pids }) => message('ContractNegotiationTerminationMessage', { ...pids, code: '1', reason: ['test'] }),
  },
}

export const TRANSFER_WORDS: Readonly<Record<string, (pids: ProcessPids) => JsonObject>> = {
  start: (pids) => message('TransferStartMessage', pids),
  completion: (pids) => message('TransferCompletionMessage', pids),
  suspension: (pids) => message('TransferSuspensionMessage', { ...pids, code: '1', reason: ['test'] }),
  termination: (pids) => message('TransferTerminationMessage', { ...pids, code: '1', reason: ['test'] }),
}

export const firstRequest = (
  consumerPid: string,
  { dataset, base }: { dataset: string; base: string },
  offer?: object,
): JsonObject =>
  message('ContractRequestMessage', { consumerPid, offer: offer ?? offerOf(dataset), callbackAddress: base })
export const firstOffer = (
  providerPid: string,
  { dataset, base }: { dataset: string; base: string },
  offer?: object,
): JsonObject =>
  message('ContractOfferMessage', { providerPid, offer: offer ?? offerOf(dataset), callbackAddress: base })
export const transferRequest = (
  consumerPid: string,
  { agreementId, base }: { agreementId: string; base: string },
): JsonObject =>
  message('TransferRequestMessage', { consumerPid, agreementId, format: 'HttpData-PUSH', callbackAddress: base })
