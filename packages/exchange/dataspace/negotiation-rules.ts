import { NEGOTIATION, type NegotiationMessage, type NegotiationState, nextState, type Party } from './transitions.ts'

/** What a partner has done, or taken from us for the first time. */
export const NEGOTIATION_EVENTS = [
  'requested',
  'countered',
  'offered',
  'accepted',
  'agreed',
  'verified',
  'finalized',
] as const
export type NegotiationEvent = (typeof NEGOTIATION_EVENTS)[number]

/** What a node may do in a negotiation; `hold` waits for a person. */
export const NEGOTIATION_ACTIONS = [
  'request',
  'offer',
  'accept',
  'agree',
  'verify',
  'finalize',
  'terminate',
  'hold',
] as const
export type NegotiationAction = (typeof NEGOTIATION_ACTIONS)[number]

/** What a node does by itself: on an event, one after the other, each when the partner has taken the one before. No rule: hold. */
export interface Rule<Event, Action> {
  readonly on: Event
  readonly do: readonly Action[]
}
export type NegotiationRule = Rule<NegotiationEvent, NegotiationAction>

export const MESSAGE_OF: Readonly<Record<Exclude<NegotiationAction, 'hold'>, NegotiationMessage>> = {
  request: 'request',
  offer: 'offer',
  accept: 'accepted',
  agree: 'agreement',
  verify: 'verification',
  finalize: 'finalized',
  terminate: 'termination',
}

const STATE_AFTER: Readonly<Record<NegotiationEvent, NegotiationState>> = {
  requested: 'REQUESTED',
  countered: 'REQUESTED',
  offered: 'OFFERED',
  accepted: 'ACCEPTED',
  agreed: 'AGREED',
  verified: 'VERIFIED',
  finalized: 'FINALIZED',
}

const EVENT_OF: Readonly<Record<Exclude<NegotiationMessage, 'termination'>, NegotiationEvent>> = {
  request: 'countered',
  offer: 'offered',
  accepted: 'accepted',
  agreement: 'agreed',
  verification: 'verified',
  finalized: 'finalized',
}

/** The event that a message is; null: it ends the negotiation, and nothing follows. */
export function negotiationEvent(message: NegotiationMessage, from: NegotiationState | null): NegotiationEvent | null {
  if (message === 'termination') return null
  return message === 'request' && from === null ? 'requested' : EVENT_OF[message]
}

/** What is to be done on an event; nothing where a person decides. */
export const actionsOn = <Event, Action>(
  rules: readonly Rule<Event, Action>[],
  event: Event | null,
): readonly Exclude<Action, 'hold'>[] => {
  const found = rules.find((one) => one.on === event)?.do ?? []
  const held = found.findIndex((one) => one === 'hold')
  return (held < 0 ? found : found.slice(0, held)) as readonly Exclude<Action, 'hold'>[]
}

/** What a side may do in a state, by the table of transitions. */
export const mayDo = (state: NegotiationState, role: Party): readonly Exclude<NegotiationAction, 'hold'>[] =>
  (Object.keys(MESSAGE_OF) as Exclude<NegotiationAction, 'hold'>[]).filter(
    (action) => nextState(NEGOTIATION, state, { message: MESSAGE_OF[action], by: role }) !== null,
  )

/** What is wrong with rules of a side, in words; null: every one of them leads along edges of the protocol. */
export function negotiationRulesFault(rules: readonly NegotiationRule[], role: Party): string | null {
  const twice = rules.find((one, index) => rules.findIndex((other) => other.on === one.on) !== index)
  if (twice) return `rule on (${twice.on}) should stand once`
  for (const { on, do: actions } of rules) {
    let state: NegotiationState | null = STATE_AFTER[on]
    for (const action of actions) {
      if (action === 'hold') break
      state = nextState(NEGOTIATION, state, { message: MESSAGE_OF[action], by: role })
      if (state === null) return `rule on (${on}) should not ${action} there: the protocol gives a ${role} no such step`
    }
  }
  return null
}
