import type { Rule } from './negotiation-rules.ts'
import { nextState, type Party, TRANSFER, type TransferMessage, type TransferState } from './transitions.ts'

export const TRANSFER_EVENTS = ['requested', 'started', 'suspended'] as const
export type TransferEvent = (typeof TRANSFER_EVENTS)[number]

export const TRANSFER_ACTIONS = ['start', 'suspend', 'complete', 'terminate', 'hold'] as const
export type TransferAction = (typeof TRANSFER_ACTIONS)[number]
export type TransferRule = Rule<TransferEvent, TransferAction>

export const TRANSFER_MESSAGE_OF: Readonly<Record<Exclude<TransferAction, 'hold'>, TransferMessage>> = {
  start: 'start',
  suspend: 'suspension',
  complete: 'completion',
  terminate: 'termination',
}

const STATE_AFTER: Readonly<Record<TransferEvent, TransferState>> = {
  requested: 'REQUESTED',
  started: 'STARTED',
  suspended: 'SUSPENDED',
}
const EVENT_OF: Readonly<Record<TransferMessage, TransferEvent | null>> = {
  request: 'requested',
  start: 'started',
  suspension: 'suspended',
  completion: null,
  termination: null,
}

/** The event that a message is; null: it ends the transfer, and nothing follows. */
export const transferEvent = (message: TransferMessage): TransferEvent | null => EVENT_OF[message]

/** What a side may do in a state, by the table of transitions. */
export const mayDoInTransfer = (state: TransferState, role: Party): readonly Exclude<TransferAction, 'hold'>[] =>
  (Object.keys(TRANSFER_MESSAGE_OF) as Exclude<TransferAction, 'hold'>[]).filter(
    (action) => nextState(TRANSFER, state, { message: TRANSFER_MESSAGE_OF[action], by: role }) !== null,
  )

/** What is wrong with rules of a side, in words; null: every one of them leads along edges of the protocol. */
export function transferRulesFault(rules: readonly TransferRule[], role: Party): string | null {
  const twice = rules.find((one, index) => rules.findIndex((other) => other.on === one.on) !== index)
  if (twice) return `rule on (${twice.on}) should stand once`
  for (const { on, do: actions } of rules) {
    let state: TransferState | null = STATE_AFTER[on]
    for (const action of actions) {
      if (action === 'hold') break
      state = nextState(TRANSFER, state, { message: TRANSFER_MESSAGE_OF[action], by: role })
      if (state === null) return `rule on (${on}) should not ${action} there: the protocol gives a ${role} no such step`
    }
  }
  return null
}
