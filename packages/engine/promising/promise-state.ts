import { AvailableToPromise } from './available-to-promise.ts'
import type { UnitRuns } from './place-runs.ts'
import type { PromiseDesk, Supply } from './promise-desk.ts'
import type { Commitment } from './read-commitments.ts'

/** What one question has taken so far, on top of the desk; never changed, only added to. */
export interface PromiseState {
  readonly desk: PromiseDesk
  /** Supplies beyond those of the desk, of a question that asks what if. */
  readonly supplies: ReadonlyMap<string, readonly Supply[]>
  readonly taken: Taken | null
  /** The schedule with the new orders of this question. */
  readonly runs: UnitRuns
}

/** The last thing taken, and what was taken before: a chain, because a question takes hundreds and a copy of all each time would cost more. */
interface Taken extends Commitment {
  readonly item: string
  readonly before: Taken | null
}

export const openState = (desk: PromiseDesk): PromiseState => ({
  desk,
  supplies: new Map(),
  taken: null,
  runs: desk.runs,
})

const untouched = new WeakMap<PromiseDesk, Map<string, AvailableToPromise>>()

/** Available-to-promise of an item after what the question has taken. */
export function availableOf({ desk, supplies, taken }: PromiseState, item: string): AvailableToPromise {
  const more = supplies.get(item) ?? []
  const used: Commitment[] = []
  for (let one = taken; one !== null; one = one.before) if (one.item === item) used.push(one)
  if (more.length > 0 || used.length > 0)
    return new AvailableToPromise(
      [...(desk.supplies.get(item) ?? []), ...more],
      [...(desk.commitments.get(item) ?? []), ...used],
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

export const withCommitment = (state: PromiseState, item: string, { date, quantity }: Commitment): PromiseState =>
  quantity <= 0 ? state : { ...state, taken: { item, date, quantity, before: state.taken } }

/** The desk of a state, with what was taken committed. */
export function takenDesk({ desk, taken, runs }: PromiseState): PromiseDesk {
  const commitments = new Map<string, Commitment[]>()
  for (let one = taken; one !== null; one = one.before) {
    const list = commitments.get(one.item)
    if (list) list.push(one)
    else commitments.set(one.item, [...(desk.commitments.get(one.item) ?? []), one])
  }
  return { ...desk, commitments: new Map([...desk.commitments, ...commitments]), runs }
}
