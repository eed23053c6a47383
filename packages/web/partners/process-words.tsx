import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Shape, type Status } from '../look/status.tsx'

interface Word {
  readonly name: MessageDescriptor
  readonly status: Status
}

/** States of negotiations and transfers, agreements and datasets, as the node has them. */
const STATES: Readonly<Record<string, Word>> = {
  REQUESTED: { name: msg({ message: 'Asked for', context: 'dataspace' }), status: 'none' },
  OFFERED: { name: msg({ message: 'Offered', context: 'dataspace' }), status: 'none' },
  ACCEPTED: { name: msg({ message: 'Accepted', context: 'dataspace' }), status: 'none' },
  AGREED: { name: msg({ message: 'Agreed', context: 'dataspace' }), status: 'none' },
  VERIFIED: { name: msg({ message: 'Verified', context: 'dataspace' }), status: 'none' },
  FINALIZED: { name: msg({ message: 'In force', context: 'dataspace' }), status: 'done' },
  TERMINATED: { name: msg({ message: 'Ended', context: 'dataspace' }), status: 'conflict' },
  STARTED: { name: msg({ message: 'Flowing', context: 'dataspace' }), status: 'run' },
  SUSPENDED: { name: msg({ message: 'Suspended', context: 'dataspace' }), status: 'hold' },
  COMPLETED: { name: msg({ message: 'Completed', context: 'dataspace' }), status: 'done' },
  'in-force': { name: msg({ message: 'In force', context: 'dataspace' }), status: 'done' },
  ended: { name: msg({ message: 'Ended', context: 'dataspace' }), status: 'conflict' },
  disputed: { name: msg({ message: 'In dispute', context: 'dataspace' }), status: 'conflict' },
  offered: { name: msg({ message: 'Offered', context: 'dataspace' }), status: 'done' },
  withdrawn: { name: msg({ message: 'Withdrawn', context: 'dataspace' }), status: 'none' },
}

const choicesOf = (states: readonly string[]) => states.map((value) => ({ value, name: STATES[value]!.name }))
export const NEGOTIATION_STATES = choicesOf([
  'REQUESTED',
  'OFFERED',
  'ACCEPTED',
  'AGREED',
  'VERIFIED',
  'FINALIZED',
  'TERMINATED',
])
export const TRANSFER_STATES = choicesOf(['REQUESTED', 'STARTED', 'SUSPENDED', 'COMPLETED', 'TERMINATED'])
export const AGREEMENT_STATES = choicesOf(['in-force', 'disputed', 'ended'])
export const DATASET_STATES = choicesOf(['offered', 'withdrawn'])

export const ProcessState = ({ state }: { readonly state: string }) => {
  const { i18n } = useLingui()
  const word = STATES[state]
  if (!word) return state
  return (
    <span className={`chip ${word.status === 'conflict' ? '' : word.status}`}>
      <Shape status={word.status} /> {i18n._(word.name)}
    </span>
  )
}

/** What a message led to, beside its own name. */
export const StateName = ({ state }: { readonly state: string }) => {
  const { i18n } = useLingui()
  const word = STATES[state]
  return word ? i18n._(word.name) : state
}

const ROLES: Readonly<Record<string, MessageDescriptor>> = {
  provider: msg({ message: 'We give', context: 'dataspace' }),
  consumer: msg({ message: 'We get', context: 'dataspace' }),
}
export const ROLE_CHOICES = Object.entries(ROLES).map(([value, name]) => ({ value, name }))

export const SideName = ({ role }: { readonly role: string }) => {
  const { i18n } = useLingui()
  return ROLES[role] ? i18n._(ROLES[role]) : role
}

const TURNS: Readonly<Record<string, MessageDescriptor>> = {
  us: msg({ message: 'A person here decides', context: 'dataspace' }),
  node: msg({ message: 'This node, by its rules', context: 'dataspace' }),
  partner: msg({ message: 'The partner', context: 'dataspace' }),
  nobody: msg({ message: 'Nobody', context: 'dataspace' }),
}
export const TURN_CHOICES = Object.entries(TURNS).map(([value, name]) => ({ value, name }))

/** Whose turn it is; ours is what people should look at. */
export const Turn = ({ waits }: { readonly waits: string }) => {
  const { i18n } = useLingui()
  const name = TURNS[waits]
  if (waits !== 'us' || !name) return <span className="m">{name ? i18n._(name) : waits}</span>
  return (
    <span className="chip risk">
      <Shape status="risk" /> {i18n._(name)}
    </span>
  )
}

/** What a person may do, on its button. */
export const StepName = ({ step }: { readonly step: string }) => {
  switch (step) {
    case 'accept':
      return <Trans>Accept the offer</Trans>
    case 'agree':
      return <Trans>Agree to it</Trans>
    case 'verify':
      return <Trans>Verify the agreement</Trans>
    case 'finalize':
      return <Trans>Put it in force</Trans>
    case 'start':
      return <Trans>Start the transfer</Trans>
    case 'suspend':
      return <Trans>Suspend the transfer</Trans>
    case 'complete':
      return <Trans>Complete the transfer</Trans>
    default:
      return step
  }
}
