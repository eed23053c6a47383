import { Trans } from '@lingui/react/macro'
import type { FailureCause } from '../../../schemas/rest/exchange.ts'

interface FailureFacts {
  readonly cause: FailureCause
  readonly partner: string
}

/** Why a partner did not take a message, in plain words, and the way out. */
export const FailureWords = ({ cause, partner }: FailureFacts) => {
  switch (cause) {
    case 'unreachable':
      return <Trans>{partner} does not answer. Ask whether its node runs; it is called again by itself.</Trans>
    case 'later':
      return <Trans>{partner} asks for time. It is called again by itself.</Trans>
    case 'failing':
      return (
        <Trans>The node of {partner} failed over it. Ask it to look at its log; it is called again by itself.</Trans>
      )
    case 'token-refused':
      return (
        <Trans>
          {partner} does not believe that the call is ours. Compare the clocks of both machines, and the thumbprints of
          our keys.
        </Trans>
      )
    case 'stranger':
      return <Trans>{partner} does not know us, or has suspended us. Ask its owner to add or resume us.</Trans>
    case 'forbidden-address':
    case 'moved':
    case 'unusable-answer':
      return <AddressWords {...{ cause, partner }} />
    default:
      return <MessageFault {...{ cause, partner }} />
  }
}

/** What lies at the address of the partner or before its node. */
const AddressWords = ({ cause, partner }: FailureFacts) => {
  switch (cause) {
    case 'forbidden-address':
      return (
        <Trans>
          The address of {partner} may not be called: it should be public and begin with https. Ask it to mend its DID
          document.
        </Trans>
      )
    case 'moved':
      return (
        <Trans>
          The address of {partner} sends on to another one. Ask it to name the right one in its DID document.
        </Trans>
      )
    default:
      return <Trans>The answer of {partner} cannot be used. Ask it to look at what stands before its node.</Trans>
  }
}

/** What is wrong between the message and what the partner holds. */
const MessageFault = ({ cause, partner }: FailureFacts) => {
  switch (cause) {
    case 'missing':
      return <Trans>{partner} has no such transfer or process. Ask whether it lost it.</Trans>
    case 'too-large':
      return <Trans>{partner} takes no message so large. Send it in smaller parts.</Trans>
    case 'conflict':
      return (
        <Trans>
          {partner} holds another message under the same number or id. Call it and compare: a restored backup is the
          usual cause.
        </Trans>
      )
    case 'gap':
      return <Trans>{partner} misses messages before this one and fetches them by itself.</Trans>
    case 'unproven-receipt':
      return (
        <Trans>
          The receipt of {partner} is not signed by it, or not for this message. It is called again by itself; if it
          stays so, call the partner.
        </Trans>
      )
    default:
      return <Trans>{partner} does not take it as it is. Mend what its answer names, or send anew.</Trans>
  }
}
