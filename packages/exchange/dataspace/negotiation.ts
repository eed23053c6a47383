import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { noteOf, otherParty, pidsOf, type Reason, writeNegotiationMessage } from './messages.ts'
import {
  actionsOn,
  MESSAGE_OF,
  type NegotiationAction,
  type NegotiationEvent,
  type NegotiationRule,
  negotiationEvent,
} from './negotiation-rules.ts'
import { type Agreement, agreeOn, isSamePolicy, type JsonObject, type Offer, writeOffer } from './policy.ts'
import { NEGOTIATION, type NegotiationMessage, type NegotiationState, nextState, type Party } from './transitions.ts'

/** A negotiation as one of its two sides sees it. */
export interface Negotiation {
  /** Ours. */
  readonly role: Party
  readonly ownPid: string
  /** Null: the partner has not told it yet. */
  readonly partnerPid: string | null
  readonly state: NegotiationState
  /** What we began with: our offer, or what we asked for. */
  readonly ours: Offer
  /** What lies on the table, by whoever spoke last. */
  readonly offer: Offer
  readonly agreement: Agreement | null
  readonly rules: readonly NegotiationRule[]
  /** What is still to be done by itself; the first as soon as the partner has taken what went before. */
  readonly todo: readonly OwnAction[]
  /** Why a person should look, or why it ended; ''. */
  readonly note: string
}

export type OwnAction = Exclude<NegotiationAction, 'hold'>

/** A message of the partner, its schema checked. */
export interface NegotiationInput {
  readonly message: NegotiationMessage
  readonly partnerPid: string
  readonly offer?: Offer
  readonly agreement?: Agreement
  readonly reason?: Reason
}

const UNLIKE_TERMS = 'The terms are others than ours: a person should look at them'

/** What becomes of a negotiation by a message of the partner. Refused `invalid` where the table has no such edge, and then nothing changes. */
export function receiveInNegotiation(was: Negotiation, input: NegotiationInput): Result<Negotiation> {
  const { message, partnerPid, offer = was.offer, agreement = was.agreement } = input
  const by = otherParty(was.role)
  if (was.partnerPid !== null && was.partnerPid !== partnerPid)
    return fail('invalid', `${by}Pid (${partnerPid}) should be ${was.partnerPid}`)
  const state = nextState(NEGOTIATION, was.state, { message, by })
  if (state === null)
    return fail('invalid', `A negotiation in state ${was.state} takes no ${message} of its ${by}; ask for its state`)
  if (offer.target !== was.offer.target)
    return fail('invalid', `offer.target (${offer.target}) should be ${was.offer.target}`)
  if (message === 'agreement' && agreement?.target !== was.offer.target)
    return fail('invalid', `agreement.target (${agreement?.target}) should be ${was.offer.target}`)
  const event = negotiationEvent(message, was.state)
  return succeed(onEvent({ ...was, state, partnerPid, offer, agreement, note: noteOf(input.reason) }, event))
}

/** What the rules want done now. They say yes to known terms alone: to others a person does. */
export function onEvent(now: Negotiation, event: NegotiationEvent | null): Negotiation {
  const todo = actionsOn<NegotiationEvent, NegotiationAction>(now.rules, event)
  const isYes = todo.some((one) => one === 'accept' || one === 'agree' || one === 'verify')
  return isYes && !isKnownTerms(now, event) ? { ...now, todo: [], note: UNLIKE_TERMS } : { ...now, todo }
}

/** An agreement should be what lay on the table; an offer or a request what we began with. */
const isKnownTerms = ({ ours, offer, agreement }: Negotiation, event: NegotiationEvent | null): boolean =>
  event === 'agreed' ? isSamePolicy(agreement!.policy, offer.policy) : isSamePolicy(offer.policy, ours.policy)

/** What is needed to speak: the moment, a name for an agreement, the two companies. */
export interface Speaking {
  /** ISO 8601. */
  readonly now: string
  readonly newId: string
  readonly self: string
  readonly partner: string
  readonly reason?: Reason
  /** Other terms than those on the table, by a person. */
  readonly offer?: Offer
}

export interface Spoken<Process> {
  readonly after: Process
  /** Below the partner's address. */
  readonly path: string
  readonly body: JsonObject
}

/** Our own step. Refused `conflict` where the table has no such edge, or the partner has not told its pid yet. */
export function speakInNegotiation(was: Negotiation, action: OwnAction, how: Speaking): Result<Spoken<Negotiation>> {
  const message = MESSAGE_OF[action]
  const state = nextState(NEGOTIATION, was.state, { message, by: was.role })
  if (state === null) return fail('conflict', `A negotiation in state ${was.state} has no step to ${action}`)
  if (was.partnerPid === null) return fail('conflict', 'The partner has not answered yet; try again when it has')
  const pids = pidsOf(was.role, was.ownPid, was.partnerPid)
  const offer = how.offer ?? (action === 'offer' ? was.ours : was.offer)
  const agreement =
    action === 'agree'
      ? agreeOn(was.offer, { id: how.newId, assigner: how.self, assignee: how.partner, timestamp: how.now })
      : was.agreement
  const carried: JsonObject =
    action === 'offer' || action === 'request'
      ? { offer: writeOffer(offer) }
      : action === 'agree'
        ? { agreement: agreement!.body }
        : action === 'terminate'
          ? reasonOf(how.reason)
          : {}
  const after: Negotiation = {
    ...was,
    state,
    offer: action === 'offer' || action === 'request' ? offer : was.offer,
    agreement,
    todo: was.todo[0] === action ? was.todo.slice(1) : [],
    note: action === 'terminate' ? noteOf(how.reason) : '',
  }
  return succeed({
    after,
    path: `/negotiations/${inPath(was.partnerPid)}/${PLACES[message]}`,
    body: writeNegotiationMessage(message, { ...pids, ...carried }),
  })
}

const PLACES: Readonly<Record<NegotiationMessage, string>> = {
  request: 'request',
  offer: 'offers',
  accepted: 'events',
  agreement: 'agreement',
  verification: 'agreement/verification',
  finalized: 'events',
  termination: 'termination',
}

/** A pid in an address: colons stay, because partners write `urn:uuid:` so. */
export const inPath = (pid: string): string => encodeURIComponent(pid).replaceAll('%3A', ':')

/** The reason in a message; a list is never empty. */
export const reasonOf = ({ code, reason = [] }: Reason = {}): JsonObject => ({
  ...(code === undefined ? {} : { code }),
  ...(reason.length === 0 ? {} : { reason }),
})

/** The first message: it names where we take answers, and no pid of the partner. */
export function openingOf(
  { role, ownPid, offer }: Negotiation,
  callbackAddress: string,
): Pick<Spoken<never>, 'path' | 'body'> {
  const message = role === 'consumer' ? 'request' : 'offer'
  const pid = role === 'consumer' ? { consumerPid: ownPid } : { providerPid: ownPid }
  return {
    path: `/negotiations/${PLACES[message]}`,
    body: writeNegotiationMessage(message, { ...pid, offer: writeOffer(offer), callbackAddress }),
  }
}

/** The partner has answered our first message: its pid is known, and the rules begin. */
export function acknowledged(was: Negotiation, partnerPid: string): Negotiation {
  if (was.partnerPid !== null) return was
  const now = { ...was, partnerPid }
  if (was.state === 'REQUESTED' && was.role === 'consumer') return onEvent(now, 'requested')
  if (was.state === 'OFFERED' && was.role === 'provider') return onEvent(now, 'offered')
  return now
}
