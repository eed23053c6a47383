import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { noteOf, otherParty, pidsOf, type Reason, writeTransferMessage } from './messages.ts'
import { inPath, reasonOf, type Spoken } from './negotiation.ts'
import { actionsOn } from './negotiation-rules.ts'
import type { JsonObject } from './policy.ts'
import {
  TRANSFER_MESSAGE_OF,
  type TransferAction,
  type TransferEvent,
  type TransferRule,
  transferEvent,
} from './transfer-rules.ts'
import { nextState, type Party, TRANSFER, type TransferMessage, type TransferState } from './transitions.ts'

/** A transfer as one of its two sides sees it. */
export interface Transfer {
  /** Ours. */
  readonly role: Party
  readonly ownPid: string
  /** Null: the partner has not told it yet. */
  readonly partnerPid: string | null
  readonly state: TransferState
  readonly format: string
  /** Where data is pushed to; null: it is not pushed, or the partner has named no place. */
  readonly dataAddress: JsonObject | null
  readonly rules: readonly TransferRule[]
  readonly todo: readonly OwnTransferAction[]
  readonly note: string
}

export type OwnTransferAction = Exclude<TransferAction, 'hold'>

/** A message of the partner, its schema checked. */
export interface TransferInput {
  readonly message: TransferMessage
  readonly partnerPid: string
  readonly dataAddress?: JsonObject
  readonly reason?: Reason
}

/** What becomes of a transfer by a message of the partner. Refused `invalid` where the table has no such edge, and then nothing changes. */
export function receiveInTransfer(was: Transfer, input: TransferInput): Result<Transfer> {
  const { message, partnerPid, dataAddress = was.dataAddress } = input
  const by = otherParty(was.role)
  if (was.partnerPid !== null && was.partnerPid !== partnerPid)
    return fail('invalid', `${by}Pid (${partnerPid}) should be ${was.partnerPid}`)
  const state = nextState(TRANSFER, was.state, { message, by })
  if (state === null)
    return fail('invalid', `A transfer in state ${was.state} takes no ${message} of its ${by}; ask for its state`)
  const todo = actionsOn<TransferEvent, TransferAction>(was.rules, transferEvent(message))
  return succeed({ ...was, state, partnerPid, dataAddress, todo, note: noteOf(input.reason) })
}

/** Our own step. Refused `conflict` where the table has no such edge, or the partner has not told its pid yet. */
export function speakInTransfer(was: Transfer, action: OwnTransferAction, reason?: Reason): Result<Spoken<Transfer>> {
  const message = TRANSFER_MESSAGE_OF[action]
  const state = nextState(TRANSFER, was.state, { message, by: was.role })
  if (state === null) return fail('conflict', `A transfer in state ${was.state} has no step to ${action}`)
  if (was.partnerPid === null) return fail('conflict', 'The partner has not answered yet; try again when it has')
  const hasReason = action === 'suspend' || action === 'terminate'
  return succeed({
    after: {
      ...was,
      state,
      todo: was.todo[0] === action ? was.todo.slice(1) : [],
      note: hasReason ? noteOf(reason) : '',
    },
    path: `/transfers/${inPath(was.partnerPid)}/${message}`,
    body: writeTransferMessage(message, {
      ...pidsOf(was.role, was.ownPid, was.partnerPid),
      ...(hasReason ? reasonOf(reason) : {}),
    }),
  })
}

/** The first message of a consumer. */
export const requestOfTransfer = (
  { ownPid, format, dataAddress }: Transfer,
  { agreementId, callbackAddress }: { readonly agreementId: string; readonly callbackAddress: string },
): Pick<Spoken<never>, 'path' | 'body'> => ({
  path: '/transfers/request',
  body: writeTransferMessage('request', {
    consumerPid: ownPid,
    agreementId,
    format,
    ...(dataAddress ? { dataAddress } : {}),
    callbackAddress,
  }),
})

/** The provider has answered our request: its pid is known, and the rules begin. */
export function transferAcknowledged(was: Transfer, partnerPid: string): Transfer {
  if (was.partnerPid !== null) return was
  const now = { ...was, partnerPid }
  return was.state === 'REQUESTED'
    ? { ...now, todo: actionsOn<TransferEvent, TransferAction>(was.rules, 'requested') }
    : now
}
