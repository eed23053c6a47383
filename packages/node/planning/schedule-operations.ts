import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import { slackOf } from '@headwater/engine/scheduling/slack'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import type { ScheduleView } from '../../../schemas/rest/scheduling.ts'

interface OperationFacts {
  readonly dataset: Dataset
  readonly placed: UnitSequences
  readonly now: Instant
  /** The end of each operation were its job alone in the factory. */
  readonly alone: Float64Array
}

/** Operations as columns of whole numbers, with what they point at. */
export function operationColumns(facts: OperationFacts): Pick<ScheduleView, 'operations' | 'names' | 'choices'> {
  const { placed, now } = facts
  const { problem } = placed
  const slack = slackOf(placed, facts.alone)
  const all = [...problem.jobOf.keys()]
  const after = (times: Float64Array) => all.map((o) => times[o]! - now)
  const { names, name } = nameColumn(facts, all)
  const { choices, choice } = choiceColumn(placed, all)
  return {
    names,
    choices,
    operations: {
      order: [...problem.jobOf],
      sequence: [...problem.sequence],
      name,
      unit: all.map((o) => placed.unitOf(o)),
      setupStart: after(placed.setupStart),
      begin: after(placed.start),
      end: after(placed.end),
      family: [...problem.family],
      held: heldColumn(facts, all),
      arrival: all.map((o) => Math.max(0, problem.materialAt[o]! - now)),
      slack: all.map((o) => Math.round(Math.min(slack[o]!, MOST_SLACK))),
      choice,
    },
  }
}

/** Ten years: it never matters. */
const MOST_SLACK = 315_360_000

function nameColumn({ dataset, placed }: OperationFacts, all: readonly number[]) {
  const { problem } = placed
  const nameOf = new Map(dataset.operations.map((one) => [`${one.item}|${one.sequence}`, one.name]))
  const places = new Map<string, number>()
  const name = all.map((o) => {
    const text = nameOf.get(`${problem.jobs[problem.jobOf[o]!]!.item}|${problem.sequence[o]!}`) ?? ''
    if (!places.has(text)) places.set(text, places.size)
    return places.get(text)!
  })
  return { names: [...places.keys()], name }
}

function choiceColumn({ problem }: UnitSequences, all: readonly number[]) {
  const places = new Map<string, number>()
  const choice = all.map((o) => {
    const units = problem.modeUnit.subarray(problem.modeFrom[o], problem.modeFrom[o + 1]).join(' ')
    if (!places.has(units)) places.set(units, places.size)
    return places.get(units)!
  })
  return { choices: [...places.keys()].map((text) => text.split(' ').map(Number)), choice }
}

function heldColumn({ dataset, placed }: OperationFacts, all: readonly number[]): number[] {
  const { problem } = placed
  const pins = new Set(dataset.pinnedOperations.map((one) => `${one.order}|${one.sequence}`))
  return all.map((o) => {
    if (problem.pinMode[o]! < 0) return 0
    const behind = placed.before[o]!
    const isSetUp = behind < 0 || placed.end[behind]! <= placed.setupStart[o]!
    if (!isSetUp || placed.readyOf(o) > placed.start[o]!) return 3
    return pins.has(`${problem.jobs[problem.jobOf[o]!]!.order}|${problem.sequence[o]!}`) ? 1 : 2
  })
}
