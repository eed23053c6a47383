/** The side of a negotiation or transfer that sends a message. */
export type Party = 'consumer' | 'provider'

/** A legal edge of a state machine of the Dataspace Protocol: who may send what in which state, and what becomes of it. */
export interface Transition<State, Message> {
  /** null: nothing is there yet. */
  readonly from: State | null
  readonly message: Message
  readonly by: Party
  readonly to: State
}

export type NegotiationState = 'REQUESTED' | 'OFFERED' | 'ACCEPTED' | 'AGREED' | 'VERIFIED' | 'FINALIZED' | 'TERMINATED'

export type NegotiationMessage =
  | 'request'
  | 'offer'
  | 'accepted'
  | 'agreement'
  | 'verification'
  | 'finalized'
  | 'termination'

export type TransferState = 'REQUESTED' | 'STARTED' | 'SUSPENDED' | 'COMPLETED' | 'TERMINATED'
export type TransferMessage = 'request' | 'start' | 'completion' | 'suspension' | 'termination'

type Row<State, Message> = readonly [State | null, Message, Party, State]

const transitionsOf = <State, Message>(rows: readonly Row<State, Message>[]): readonly Transition<State, Message>[] =>
  rows.map(([from, message, by, to]) => ({ from, message, by, to }))

/** Contract negotiation (DSP 2025-1): 2 beginnings and 14 edges. Whatever is not here is refused. */
export const NEGOTIATION = transitionsOf<NegotiationState, NegotiationMessage>([
  [null, 'request', 'consumer', 'REQUESTED'],
  [null, 'offer', 'provider', 'OFFERED'],
  ['REQUESTED', 'offer', 'provider', 'OFFERED'],
  ['REQUESTED', 'agreement', 'provider', 'AGREED'],
  ['REQUESTED', 'termination', 'consumer', 'TERMINATED'],
  ['REQUESTED', 'termination', 'provider', 'TERMINATED'],
  ['OFFERED', 'request', 'consumer', 'REQUESTED'],
  ['OFFERED', 'accepted', 'consumer', 'ACCEPTED'],
  ['OFFERED', 'termination', 'consumer', 'TERMINATED'],
  ['OFFERED', 'termination', 'provider', 'TERMINATED'],
  ['ACCEPTED', 'agreement', 'provider', 'AGREED'],
  ['ACCEPTED', 'termination', 'provider', 'TERMINATED'],
  ['AGREED', 'verification', 'consumer', 'VERIFIED'],
  ['AGREED', 'termination', 'consumer', 'TERMINATED'],
  ['VERIFIED', 'finalized', 'provider', 'FINALIZED'],
  ['VERIFIED', 'termination', 'provider', 'TERMINATED'],
])

/** Transfer process (DSP 2025-1): 1 beginning and 13 edges. */
export const TRANSFER = transitionsOf<TransferState, TransferMessage>([
  [null, 'request', 'consumer', 'REQUESTED'],
  ['REQUESTED', 'start', 'provider', 'STARTED'],
  ['REQUESTED', 'termination', 'consumer', 'TERMINATED'],
  ['REQUESTED', 'termination', 'provider', 'TERMINATED'],
  ['STARTED', 'completion', 'consumer', 'COMPLETED'],
  ['STARTED', 'completion', 'provider', 'COMPLETED'],
  ['STARTED', 'suspension', 'consumer', 'SUSPENDED'],
  ['STARTED', 'suspension', 'provider', 'SUSPENDED'],
  ['STARTED', 'termination', 'consumer', 'TERMINATED'],
  ['STARTED', 'termination', 'provider', 'TERMINATED'],
  ['SUSPENDED', 'start', 'consumer', 'STARTED'],
  ['SUSPENDED', 'start', 'provider', 'STARTED'],
  ['SUSPENDED', 'termination', 'consumer', 'TERMINATED'],
  ['SUSPENDED', 'termination', 'provider', 'TERMINATED'],
])

/** The state that a message leads to, or null: it is refused, and nothing changes. */
export const nextState = <State, Message>(
  transitions: readonly Transition<State, Message>[],
  from: State | null,
  { message, by }: { readonly message: Message; readonly by: Party },
): State | null => transitions.find((one) => one.from === from && one.message === message && one.by === by)?.to ?? null

/**
 * Whether a partner that is in a state has taken our message that led to ours: it is there too, or one step of its own ahead, which we have
 * not heard of yet.
 */
export const hasTaken = <State, Message>(
  transitions: readonly Transition<State, Message>[],
  { ours, theirs, partner }: { readonly ours: State; readonly theirs: State; readonly partner: Party },
): boolean => ours === theirs || transitions.some((one) => one.from === ours && one.to === theirs && one.by === partner)
