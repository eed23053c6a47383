import { wireCheck } from '../../platform/wire-schemas.ts'

/** What one side says of a log. */
export interface SaidOfLog {
  readonly origin: string
  readonly checkpoint: string
  readonly signature: string
  readonly proof: readonly string[]
}

/** Checkpoints of both logs as the caller has them. */
export interface CheckpointSwap {
  readonly logs: readonly (SaidOfLog & { readonly from: number; readonly seen: number })[]
}

/** Those of the other side; or what it has seen of ours, where our proof should lead from elsewhere. */
export type CheckpointAnswer =
  | { readonly logs: readonly SaidOfLog[] }
  | { readonly unseen: Readonly<Record<string, number>> }

/** What is wrong with a swap, or null. */
export const wrongSwap = wireCheck('checkpoint-swap')
const wrongAnswer = wireCheck('checkpoint-answer')

export const isAnswer = (value: unknown): value is CheckpointAnswer => wrongAnswer(value) === null
