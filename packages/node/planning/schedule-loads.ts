import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import { weekdayOf } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import type { ScheduleView } from '../../../schemas/rest/scheduling.ts'

interface LoadFacts {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly placed: UnitSequences
  readonly now: Instant
}

type Loads = Pick<ScheduleView, 'calendars' | 'centers' | 'units' | 'busy' | 'open' | 'needs'>

/** Units with their working time, and how much of it is taken, by day; `days` has one more than is shown. */
export function loadsOf({ dataset, plan, placed }: LoadFacts, days: readonly Day[]): Loads {
  const zone = dataset.parameters.timeZone
  const midnights = days.map((day) => localToInstant(day, 0, zone))
  const units = dataset.workCenters.flatMap((center, c) => center.units.map((unit) => ({ unit, c })))
  const keys = [...new Set(units.map((one) => one.unit.calendar))]
  const calendars = keys.map((key) => stretchesOf(dataset, key, days))
  const openOf = calendars.map((stretches) => minutesByDay([stretches], midnights))
  const places = new Map(dataset.workCenters.map((one, c) => [one.workCenter, c]))
  return {
    calendars,
    centers: dataset.workCenters.map(({ workCenter, name }) => ({ workCenter, name })),
    units: units.map(({ unit, c }) => ({
      workUnit: unit.workUnit,
      center: c,
      calendar: keys.indexOf(unit.calendar),
    })),
    busy: units.map(({ unit }, u) =>
      minutesByDay(runsOf(placed, u), midnights, calendars[keys.indexOf(unit.calendar)]!),
    ),
    open: units.map(({ unit }) => openOf[keys.indexOf(unit.calendar)]!),
    needs: plan.capacityLoad.flatMap(({ workCenter, week, loadMinutes, availableMinutes }) =>
      week < days[0]! || week >= days.at(-1)! || availableMinutes === 0
        ? []
        : [
            {
              center: places.get(workCenter)!,
              day: week - days[0]!,
              percent: Math.round((loadMinutes / availableMinutes) * 100),
            },
          ],
    ),
  }
}

/** From, to, from, to …: ascending and apart. */
function stretchesOf({ calendars, parameters }: Dataset, key: string, days: readonly Day[]): number[] {
  const calendar = calendars.get(key)!
  const stretches: number[] = []
  for (const day of days.slice(0, -1))
    for (const { start, end } of calendar.exceptions.get(day) ?? calendar.week[weekdayOf(day)] ?? []) {
      const from = localToInstant(day, start, parameters.timeZone)
      const to = localToInstant(day, end, parameters.timeZone)
      if (stretches.length > 0 && stretches.at(-1)! >= from)
        stretches[stretches.length - 1] = Math.max(to, stretches.at(-1)!)
      else if (to > from) stretches.push(from, to)
    }
  return stretches
}

/** From set-up to end, one operation after the other. */
function runsOf({ head, after, setupStart, end }: UnitSequences, unit: number): number[][] {
  const runs: number[][] = []
  for (let o = head[unit]!; o >= 0; o = after[o]!) runs.push([setupStart[o]!, end[o]!])
  return runs
}

/** Minutes of stretches by day, within the working time where one is given. */
function minutesByDay(
  lists: readonly (readonly number[])[],
  midnights: readonly Instant[],
  within: readonly number[] | null = null,
): number[] {
  const seconds = new Float64Array(midnights.length - 1)
  const add = (from: Instant, to: Instant): void => {
    let day = Math.max(0, Math.floor((from - midnights[0]!) / 86_400) - 1)
    for (; day < seconds.length && midnights[day]! < to; day++)
      seconds[day]! += Math.max(0, Math.min(to, midnights[day + 1]!) - Math.max(from, midnights[day]!))
  }
  for (const list of lists)
    for (let i = 0; i < list.length; i += 2)
      if (within === null) add(list[i]!, list[i + 1]!)
      else eachOverlap(within, [list[i]!, list[i + 1]!], add)
  return Array.from(seconds, (one) => Math.round(one / 60))
}

function eachOverlap(
  stretches: readonly number[],
  [from, to]: readonly [Instant, Instant],
  visit: (from: Instant, to: Instant) => void,
): void {
  let [low, high] = [0, stretches.length / 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle * 2 + 1]! <= from) low = middle + 1
    else high = middle
  }
  for (let i = low * 2; i < stretches.length && stretches[i]! < to; i += 2)
    visit(Math.max(from, stretches[i]!), Math.min(to, stretches[i + 1]!))
}
