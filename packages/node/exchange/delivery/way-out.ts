import type { FailureCause } from '../../../../schemas/rest/exchange.ts'

/** What each cause of a failure means, and what people do about it. */
export const WAY_OUT: Readonly<Record<FailureCause, (partner: string) => string>> = {
  unreachable: (partner) => `${partner} does not answer: ask whether its node runs. It is called again by itself.`,
  'forbidden-address': (partner) =>
    `The address of ${partner} may not be called: it should be public, and begin with https. Ask it to mend its DID document.`,
  'unusable-answer': (partner) =>
    `The answer of ${partner} cannot be used. Ask it to look at what stands before its node.`,
  moved: (partner) =>
    `The address of ${partner} sends on to another one. Ask it to name the right one in its DID document.`,
  'token-refused': (partner) =>
    `${partner} does not believe that the call is ours. Compare the clocks of both machines, and the thumbprints of our keys.`,
  stranger: (partner) => `${partner} does not know us, or has suspended us. Ask its owner to add or resume us.`,
  missing: (partner) => `${partner} has no such transfer or process, or no door there. Ask whether it lost it.`,
  later: (partner) => `${partner} asks for time. It is called again by itself.`,
  failing: (partner) =>
    `The node of ${partner} failed over it. Ask it to look at its log; it is called again by itself.`,
  'too-large': (partner) => `${partner} takes no message so large. Send it in smaller parts.`,
  conflict: (partner) =>
    `${partner} holds another message under the same number or id. Call it and compare: a restored backup is the usual cause.`,
  gap: (partner) => `${partner} misses messages before this one and fetches them by itself.`,
  rejected: (partner) => `${partner} does not take it as it is. Mend what its words name, or send anew.`,
  'unproven-receipt': (partner) =>
    `The receipt of ${partner} is not signed by it, or not for this message. It is called again by itself; if it stays, call the partner.`,
}
