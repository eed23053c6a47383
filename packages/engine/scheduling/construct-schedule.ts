import { type DispatchRule, dispatchJobs } from './dispatch-jobs.ts'
import type { FactoryProblem } from './factory-problem.ts'
import { type InheritedDue, inheritDue } from './inherited-due.ts'
import { compareObjectives, type Objective } from './objective.ts'
import { placeJobs } from './place-jobs.ts'
import type { UnitSequences } from './unit-sequences.ts'

/** Far and near sight, with and without an eye on set-ups; what is most often the best comes first. */
const RULES: readonly DispatchRule[] = [
  { ahead: 16, setups: 3, isChoosy: false },
  { ahead: 16, setups: 1, isChoosy: true },
  { ahead: 64, setups: 3, isChoosy: true },
  { ahead: 4, setups: 1, isChoosy: true },
  { ahead: 16, setups: 3, isChoosy: true },
  { ahead: 64, setups: 3, isChoosy: false },
  { ahead: 4, setups: 3, isChoosy: true },
  { ahead: 1, setups: 0.3, isChoosy: true },
  { ahead: 64, setups: 1, isChoosy: true },
  { ahead: 16, setups: 10, isChoosy: false },
  { ahead: 4, setups: 1, isChoosy: false },
  { ahead: 1, setups: 1, isChoosy: false },
  { ahead: 16, setups: 0.3, isChoosy: true },
  { ahead: 64, setups: 10, isChoosy: false },
]

/** Several orders of jobs are tried and the best schedule is kept: no one rule wins everywhere. */
export function constructSchedule(problem: FactoryProblem, shouldStop: () => boolean): UnitSequences {
  let best: UnitSequences | null = null
  let least: Objective | null = null
  for (const placed of attempts(problem)) {
    const objective = placed.objective
    if (least === null || compareObjectives(objective, least) < 0) [best, least] = [placed, objective]
    if (shouldStop()) break
  }
  return best!
}

function* attempts(problem: FactoryProblem): Generator<UnitSequences> {
  const inherited = inheritDue(problem)
  for (const rule of RULES) yield dispatchJobs(problem, inherited, rule)
  for (const order of jobOrders(problem, inherited)) yield placeJobs(problem, order)
}

/** Dispatching rules of the job-shop literature, with due dates and weights handed down from consuming jobs. */
function* jobOrders(problem: FactoryProblem, { due, weight, content }: InheritedDue): Generator<number[]> {
  const jobs = problem.jobs.map((_, j) => j)
  const pinned = jobs.map((j) => {
    for (let o = problem.firstOf[j]!; o < problem.firstOf[j + 1]!; o++) if (problem.pinMode[o]! >= 0) return 0
    return 1
  })
  const by = (key: (job: number) => number): number[] =>
    jobs.toSorted((a, b) => pinned[a]! - pinned[b]! || key(a) - key(b) || a - b)
  const slack = (j: number): number => due[j]! - problem.start - content[j]!
  yield by((j) => due[j]!)
  yield jobs.toSorted((a, b) => pinned[a]! - pinned[b]! || weight[b]! - weight[a]! || due[a]! - due[b]! || a - b)
  yield by(slack)
  yield by((j) => slack(j) / (weight[j]! + 0.1))
  yield by((j) => content[j]! / (weight[j]! + 0.1))
  yield by((j) => Math.max(0, slack(j)) / (weight[j]! + 0.1) + (8 * content[j]!) / (weight[j]! + 0.1))
}
