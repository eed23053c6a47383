import type { Dataset } from '@headwater/domain/dataset'
import type { Operation } from '@headwater/domain/items/routing'
import { weekdayOf } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule, ScheduledOperation } from '@headwater/domain/plans/schedule'
import type { WorkUnit } from '@headwater/domain/resources/work-center'

/**
 * Recomputes a schedule from the dataset, sharing no code with the scheduler, and answers every broken rule of files.md 4 in
 * words. Slow and plain on purpose.
 */
export function verifySchedule(dataset: Dataset, plan: MaterialPlan, schedule: Schedule, start: Instant): string[] {
  const faults: string[] = []
  const fault = (text: string): void => {
    faults.push(text)
  }
  const check = new Check(dataset)
  for (const one of schedule.operations) check.operation(one, start, fault)
  check.units(schedule.operations, fault)
  check.jobs(schedule.operations, fault)
  check.material(plan, { schedule, start }, fault)
  check.lateness(schedule, plan, fault)
  return faults
}

type Fault = (text: string) => void

class Check {
  readonly #dataset: Dataset
  readonly #units: ReadonlyMap<string, WorkUnit>

  constructor(dataset: Dataset) {
    this.#dataset = dataset
    this.#units = new Map(dataset.workCenters.flatMap((one) => one.units).map((one) => [one.workUnit, one]))
  }

  #routing(one: ScheduledOperation): Operation {
    return this.#dataset.operations.find((row) => row.item === one.item && row.sequence === one.sequence)!
  }

  #stretches(unit: string, from: Instant, to: Instant): [Instant, Instant][] {
    const { calendars, parameters } = this.#dataset
    const calendar = calendars.get(this.#units.get(unit)!.calendar)!
    const pieces: [Instant, Instant][] = []
    for (let day = dayOf(from, parameters.timeZone) - 2; day <= dayOf(to, parameters.timeZone) + 1; day++)
      for (const one of calendar.exceptions.get(day) ?? calendar.week[weekdayOf(day)]!) {
        const open = Math.max(from, localToInstant(day, one.start, parameters.timeZone))
        const close = Math.min(to, localToInstant(day, one.end, parameters.timeZone))
        if (close <= open) continue
        const last = pieces.at(-1)
        if (last && last[1] === open) last[1] = close
        else pieces.push([open, close])
      }
    return pieces
  }

  worked(unit: string, from: Instant, to: Instant): number {
    return this.#stretches(unit, from, to).reduce((sum, [open, close]) => sum + close - open, 0)
  }

  /** Run and set-up minutes of the mode that the unit stands for; of several rows of a center, any. */
  #modes(one: ScheduledOperation): { run: number; setup: number }[] {
    const row = this.#routing(one)
    const center = this.#units.get(one.workUnit)!.workCenter
    return [row, ...row.alternatives]
      .filter((mode) => mode.workCenter === center)
      .map((mode) => ({ run: mode.runMinutes, setup: mode.setupMinutes }))
  }

  #seconds(one: ScheduledOperation, pieces: number, minutes: number): number {
    return (pieces * minutes * 60) / 1e6 / this.#units.get(one.workUnit)!.efficiency
  }

  #isPinned(one: ScheduledOperation): boolean {
    return this.#dataset.pinnedOperations.some((pin) => pin.order === one.order && pin.sequence === one.sequence)
  }

  operation(one: ScheduledOperation, start: Instant, fault: Fault): void {
    const name = `${one.order}/${one.sequence}`
    const modes = this.#modes(one)
    if (modes.length === 0) {
      fault(`${name}: unit ${one.workUnit} cannot run it`)
      return
    }
    const worked = this.worked(one.workUnit, one.start, one.end)
    if (!modes.some((mode) => near(worked, this.#seconds(one, one.quantity, mode.run))))
      fault(
        `${name}: works ${worked} s, should be ${modes.map((mode) => this.#seconds(one, one.quantity, mode.run)).join(' or ')}`,
      )
    if (one.end > one.start && this.worked(one.workUnit, one.end - 1, one.end) !== 1)
      fault(`${name}: ends in closed time`)
    if (one.start < start && !this.#isPinned(one)) fault(`${name}: starts before the schedule`)
    if (one.setupStart > one.start || one.start > one.end) fault(`${name}: runs backwards`)
    if (!this.#routing(one).resumable && this.#stretches(one.workUnit, one.start, one.end).length > 1)
      fault(`${name}: has a break though it cannot be resumed`)
    const order = this.#dataset.workOrders.find((row) => row.order === one.order)
    if (order?.earliestStart && one.start < order.earliestStart && !this.#isPinned(one))
      fault(`${name}: starts before earliest_start`)
    for (const pin of this.#dataset.pinnedOperations)
      if (pin.order === one.order && pin.sequence === one.sequence)
        if (pin.workUnit !== one.workUnit || pin.start !== one.start) fault(`${name}: has left its pin`)
  }

  units(operations: readonly ScheduledOperation[], fault: Fault): void {
    for (const unit of this.#units.values()) {
      const row = operations.filter((one) => one.workUnit === unit.workUnit)
      row.sort((a, b) => a.start - b.start || a.end - b.end || a.setupStart - b.setupStart)
      let family = unit.currentFamily
      let before: ScheduledOperation | null = null
      for (const one of row) {
        if (before && one.setupStart < before.end) fault(`${one.order}/${one.sequence}: overlaps ${before.order}`)
        const worked = this.worked(one.workUnit, one.setupStart, one.start)
        if (!this.#setups(one, family).some((seconds) => near(worked, seconds)))
          fault(`${one.order}/${one.sequence}: set up ${worked} s, should be ${this.#setups(one, family).join(' or ')}`)
        family = this.#routing(one).setupFamily
        before = one
      }
    }
  }

  #setups(one: ScheduledOperation, from: string | null): number[] {
    const to = this.#routing(one).setupFamily
    const { workCenter } = this.#units.get(one.workUnit)!
    const row = [workCenter, null]
      .map((center) =>
        this.#dataset.setupTimes.find((r) => r.workCenter === center && r.fromFamily === from && r.toFamily === to),
      )
      .find((found) => found !== undefined)
    if (row) return [this.#seconds(one, 1e6, row.minutes)]
    if (to !== null && to === from) return [0]
    return this.#modes(one).map((mode) => this.#seconds(one, 1e6, mode.setup))
  }

  jobs(operations: readonly ScheduledOperation[], fault: Fault): void {
    for (const [i, one] of operations.entries()) {
      const before = operations[i - 1]
      if (before?.order !== one.order) continue
      const name = `${one.order}/${one.sequence}`
      const batch = this.#routing(before).transferBatch
      if (batch === null || batch >= before.quantity) {
        if (one.start < before.end) fault(`${name}: starts before ${before.sequence} has ended`)
        continue
      }
      for (let pieces = 0; pieces < one.quantity; pieces += batch) {
        const isLast = pieces + batch >= one.quantity
        const wanted = isLast ? before.quantity : Math.min(pieces + batch, before.quantity)
        const passed = this.#momentAfter(before, wanted / before.quantity)
        const touched = this.#momentAfter(one, pieces / one.quantity)
        if (this.worked(one.workUnit, touched, passed) > 2) {
          fault(`${name}: touches piece ${pieces / 1e6 + 1} ${passed - touched} s before it is passed on`)
          break
        }
      }
    }
  }

  /** When that share of a run is done. */
  #momentAfter(one: ScheduledOperation, share: number): Instant {
    let left = share * this.worked(one.workUnit, one.start, one.end)
    for (const [open, close] of this.#stretches(one.workUnit, one.start, one.end)) {
      if (left <= close - open) return open + left
      left -= close - open
    }
    return one.end
  }

  /** At no moment has more of an item been taken by runs than was there. */
  material(plan: MaterialPlan, { schedule, start }: { schedule: Schedule; start: Instant }, fault: Fault): void {
    const moves = new Map<string, [Instant, number, string][]>()
    const add = (item: string, at: Instant, quantity: number, who: string): void => {
      const list = moves.get(item)
      if (list) list.push([at, quantity, who])
      else moves.set(item, [[at, quantity, who]])
    }
    const zone = this.#dataset.parameters.timeZone
    for (const lot of this.#dataset.stock) if (lot.status === 'available') add(lot.item, start, lot.quantity, 'stock')
    for (const one of plan.plannedOrders)
      if (one.type === 'buy')
        add(one.item, Math.max(start, localToInstant(one.dueDate, 0, zone)), one.quantity, one.plannedOrder)
    const ends = new Map(schedule.operations.map((one) => [one.order, one.end]))
    for (const one of schedule.operations) ends.set(one.order, Math.max(ends.get(one.order)!, one.end))
    for (const one of plan.plannedOrders)
      if (one.type === 'make' && ends.has(one.plannedOrder))
        add(one.item, ends.get(one.plannedOrder)!, one.quantity, one.plannedOrder)
    for (const one of this.#dataset.workOrders)
      if (ends.has(one.order)) add(one.item, ends.get(one.order)!, this.#good(one.item, one.quantity), one.order)
    for (const peg of plan.pegging) {
      if (peg.demandType !== 'planned_order' && peg.demandType !== 'work_order') continue
      const first = schedule.operations.find((one) => one.order === peg.demand)
      if (first) add(peg.supplyItem, first.start, -peg.quantity, peg.demand)
    }
    for (const [item, list] of moves) {
      list.sort((a, b) => a[0] - b[0] || b[1] - a[1])
      let stock = 0
      for (const [at, quantity, who] of list) {
        stock += quantity
        if (stock < 0) {
          fault(`${item}: ${who} takes ${-stock / 1e6} too many at ${at}`)
          break
        }
      }
    }
  }

  #good(item: string, quantity: number): number {
    const scraps = [
      this.#dataset.items.find((one) => one.item === item)!.scrap,
      ...this.#dataset.operations.filter((one) => one.item === item).map((one) => one.scrap),
    ]
    return Math.floor(scraps.reduce((good, scrap) => good * (1 - scrap / 1e6), quantity / 1e6) + 1e-9) * 1e6
  }

  lateness(schedule: Schedule, plan: MaterialPlan, fault: Fault): void {
    const due = new Map(this.#dataset.workOrders.map((one) => [one.order, one.dueMoment]))
    for (const one of plan.plannedOrders)
      due.set(one.plannedOrder, localToInstant(one.dueDate + 1, 0, this.#dataset.parameters.timeZone))
    const late = new Map(schedule.lateness.map((one) => [one.order, one]))
    const ends = new Map<string, Instant>()
    for (const one of schedule.operations) ends.set(one.order, Math.max(ends.get(one.order) ?? 0, one.end))
    for (const [order, end] of ends) {
      const row = late.get(order)
      const seconds = Math.max(0, end - due.get(order)!)
      if ((row?.late ?? 0) !== seconds) fault(`${order}: is ${seconds} s late, not ${row?.late ?? 0}`)
      if (!row) continue
      const parts = [row.queue, row.setup, row.run, row.calendar, row.material, row.batch, row.missing]
      if (parts.some((one) => one < 0)) fault(`${order}: has a negative part`)
      if (parts.reduce((sum, one) => sum + one, 0) !== row.late)
        fault(`${order}: parts ${parts.join(' + ')} do not sum to ${row.late}`)
    }
  }
}

/** The same work, rounded up to a whole second. */
const near = (seconds: number, exact: number): boolean => seconds >= exact - 1e-3 && seconds <= exact + 1
