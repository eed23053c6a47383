/** States of datasets, negotiations, agreements and transfers, in the words of the screens. */
const STATES: Readonly<Record<string, string>> = {
  REQUESTED: 'asked for',
  OFFERED: 'offered',
  ACCEPTED: 'accepted',
  AGREED: 'agreed',
  VERIFIED: 'verified',
  FINALIZED: 'in force',
  TERMINATED: 'ended',
  STARTED: 'flowing',
  SUSPENDED: 'suspended',
  COMPLETED: 'completed',
  'in-force': 'in force',
  disputed: 'in dispute',
}
const TURNS: Readonly<Record<string, string>> = {
  us: 'a person here decides',
  node: 'this node, by its rules',
  partner: 'the partner’s turn',
  nobody: '',
}

export const stateWord = (state: string): string => STATES[state] ?? state
export const turnWord = (waits: string): string => TURNS[waits] ?? waits
export const sideWord = (role: string): string => (role === 'provider' ? 'we give' : 'we get')
