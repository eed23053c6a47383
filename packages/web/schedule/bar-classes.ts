import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Status } from '../look/status.tsx'
import { type ScheduleModel, statusOfOrder } from './schedule-model.ts'
import type { Colouring } from './schedule-search.ts'

/** A colour of bars with its words; never colour alone: late and soon late carry their shape. */
export interface BarClass {
  readonly name: MessageDescriptor | string
  /** Tokens of the ground and of the words on it. */
  readonly ground: string
  readonly ink: string
  readonly shape?: Status
  /** Hatched: another class has the same colour. */
  readonly isHatched?: boolean
}

export interface BarClasses {
  readonly classes: readonly BarClass[]
  /** Class of each operation. */
  readonly of: Uint8Array
}

const PLAIN = { ground: '--bar', ink: '--bar-ink' } as const
const LATE = { ground: '--late-bar', ink: '--late-ink', shape: 'late' } as const
const RISK = { ground: '--risk-bar', ink: '--risk-ink', shape: 'risk' } as const
const HOLD = { ground: '--hold-bar', ink: '--hold-ink', shape: 'hold' } as const
const DAY = 86_400

/** How bars are coloured, one way at a time. */
export function classifyBars(model: ScheduleModel, colouring: Colouring): BarClasses {
  if (colouring === 'category') return byCategory(model)
  const { classes, place } = WAYS[colouring]
  return { classes, of: Uint8Array.from({ length: model.count }, (_, o) => place(model, o)) }
}

interface Way {
  readonly classes: readonly BarClass[]
  readonly place: (model: ScheduleModel, operation: number) => number
}

const WAYS: Readonly<Record<Exclude<Colouring, 'category'>, Way>> = {
  delay: {
    classes: [
      { name: msg`On time`, ...PLAIN },
      { name: msg`Soon late`, ...RISK },
      { name: msg`Late`, ...LATE },
    ],
    place: (model, o) => ({ none: 0, soon: 1, late: 2 })[statusOfOrder(model, model.order[o]!)],
  },
  feasible: {
    classes: [
      { name: msg`In time as planned`, ...PLAIN },
      { name: msg`Late, could be in time`, ...RISK },
      { name: msg`Late whatever goes first`, ...LATE },
      { name: msg`Pinned against what it waits for`, ...HOLD },
    ],
    place: (model, o) => {
      if (model.held[o] === 3) return 3
      const place = model.order[o]!
      if (statusOfOrder(model, place) !== 'late') return 0
      const { alone, due } = model.view.orders[place]!
      return alone > due ? 2 : 1
    },
  },
  critical: {
    classes: [
      { name: msg`More than 3 days to spare`, ...PLAIN },
      { name: msg`1 to 3 days`, ground: '--h2', ink: '--ink' },
      { name: msg`Less than 1 day`, ...RISK },
      { name: msg`Makes an order late, or later`, ...LATE },
    ],
    place: (model, o) => {
      const slack = model.slack[o]!
      if (slack < 0) return 3
      if (slack < DAY) return 2
      return slack < 3 * DAY ? 1 : 0
    },
  },
  priority: {
    classes: [
      { name: msg`Priority 1–2`, ground: '--h5', ink: '--accent-ink' },
      { name: msg`3–4`, ground: '--h3', ink: '--ink' },
      { name: msg`5–6`, ground: '--h2', ink: '--ink' },
      { name: msg`7–10`, ground: '--h1', ink: '--ink' },
    ],
    place: (model, o) => Math.max(0, Math.min(3, Math.ceil(model.view.orders[model.order[o]!]!.priority / 2) - 1)),
  },
  stock: {
    classes: [
      { name: msg`Material in stock`, ...PLAIN },
      { name: msg`Made here first`, ground: '--h2', ink: '--ink' },
      { name: msg`On a purchase order`, ...RISK },
      { name: msg`Still to be ordered`, ...LATE },
    ],
    place: (model, o) =>
      ({ stock: 0, made: 1, purchase_order: 2, planned_order: 3 })[model.view.orders[model.order[o]!]!.supply],
  },
}

/** Styles have their own colour while there are eight, then the same ones hatched, then all others together. */
const COLOURS = 8

function byCategory(model: ScheduleModel): BarClasses {
  const work = new Map<string, number>()
  const styleOf = (place: number): string => model.view.items[model.view.orders[place]!.item]!.style
  for (let o = 0; o < model.count; o++) {
    const style = styleOf(model.order[o]!)
    work.set(style, (work.get(style) ?? 0) + 1)
  }
  const styles = [...work.keys()].sort((a, b) => work.get(b)! - work.get(a)! || (a < b ? -1 : 1))
  const shown = styles.slice(0, styles.length > 2 * COLOURS ? 2 * COLOURS - 1 : 2 * COLOURS)
  const classes: BarClass[] = shown.map((name, i) => ({
    name,
    ground: `--c${(i % COLOURS) + 1}`,
    ink: '--surface',
    isHatched: i >= COLOURS,
  }))
  if (shown.length < styles.length) classes.push({ name: msg`All others`, ...PLAIN })
  const places = new Map(styles.map((style, i) => [style, Math.min(i, classes.length - 1)]))
  const byOrder = model.view.orders.map((_, i) => places.get(styleOf(i))!)
  return { classes, of: Uint8Array.from(model.order, (order) => byOrder[order]!) }
}
