import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { AvailableToPromise } from './available-to-promise.ts'
import type { UnitRuns } from './place-runs.ts'
import type { PromiseDesk, Supply } from './promise-desk.ts'
import type { Commitment } from './read-commitments.ts'

/** What one question has taken so far, on top of the desk; never changed, only replaced. */
export interface PromiseState {
  readonly desk: PromiseDesk
  readonly supplies: ReadonlyMap<string, readonly Supply[]>
  readonly commitments: ReadonlyMap<string, readonly Commitment[]>
  /** The schedule with the new orders of this question. */
  readonly runs: UnitRuns
}

export const openState = (desk: PromiseDesk): PromiseState => ({
  desk,
  supplies: new Map(),
  commitments: new Map(),
  runs: desk.runs,
})

const untouched = new WeakMap<PromiseDesk, Map<string, AvailableToPromise>>()

/** Available-to-promise of an item after what the question has taken. */
export function availableOf({ desk, supplies, commitments }: PromiseState, item: string): AvailableToPromise {
  const [more, taken] = [supplies.get(item), commitments.get(item)]
  if (more || taken)
    return new AvailableToPromise(
      [...(desk.supplies.get(item) ?? []), ...(more ?? [])],
      [...(desk.commitments.get(item) ?? []), ...(taken ?? [])],
    )
  let known = untouched.get(desk)
  if (!known) {
    known = new Map()
    untouched.set(desk, known)
  }
  let available = known.get(item)
  if (!available) {
    available = new AvailableToPromise(desk.supplies.get(item) ?? [], desk.commitments.get(item) ?? [])
    known.set(item, available)
  }
  return available
}

export const withSupply = (state: PromiseState, item: string, supply: Supply): PromiseState => ({
  ...state,
  supplies: new Map(state.supplies).set(item, [...(state.supplies.get(item) ?? []), supply]),
})

export const withCommitment = (
  state: PromiseState,
  item: string,
  { date, quantity }: { date: Day; quantity: Micro },
): PromiseState =>
  quantity <= 0
    ? state
    : {
        ...state,
        commitments: new Map(state.commitments).set(item, [...(state.commitments.get(item) ?? []), { date, quantity }]),
      }
