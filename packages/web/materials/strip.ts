import type { MaterialEvent } from '../../../schemas/rest/tracing.ts'

const DAY_MS = 86_400_000

export type StepWidth = 'day' | 'week'

/** One day or week of an item: what comes, what goes, and what is left at its end. */
export interface StripStep {
  /** First day. */
  readonly date: string
  readonly stock: number
  readonly receipts: number
  readonly planned: number
  readonly needs: number
  readonly balance: number
  readonly events: readonly MaterialEvent[]
}

/** Steps from today to the last event, with the running balance; what was before today counts today. */
export function stripOf(events: readonly MaterialEvent[], today: string, width: StepWidth): StripStep[] {
  const start = width === 'week' ? mondayOf(today) : today
  const groups = Map.groupBy(events, (one) => stepOf(one.date < today ? today : one.date, width))
  const last = [...groups.keys()].reduce((most, one) => (one > most ? one : most), start)
  const steps: StripStep[] = []
  let balance = 0
  for (let date = start; date <= last; date = later(date, width === 'week' ? 7 : 1)) {
    const own = (groups.get(date) ?? []).toSorted(byDateThenKind)
    const sum = (kind: MaterialEvent['kind']): number =>
      own.reduce((total, one) => (one.kind === kind ? total + Number(one.quantity) : total), 0)
    const [stock, receipts, planned, needs] = [sum('stock'), sum('receipt'), sum('planned'), -sum('need')]
    balance = exact(balance + stock + receipts + planned - needs)
    steps.push({ date, stock, receipts, planned, needs, balance, events: own })
  }
  return steps
}

const ORDER: Readonly<Record<MaterialEvent['kind'], number>> = { stock: 0, receipt: 1, planned: 2, need: 3 }

/** On one day, what comes before what goes. */
const byDateThenKind = (a: MaterialEvent, b: MaterialEvent): number =>
  a.date.localeCompare(b.date) || ORDER[a.kind] - ORDER[b.kind]

/** Quantities have at most six decimals; sums of doubles may show more. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6

const later = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const mondayOf = (iso: string): string => later(iso, -((new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7))

const stepOf = (iso: string, width: StepWidth): string => (width === 'week' ? mondayOf(iso) : iso)
