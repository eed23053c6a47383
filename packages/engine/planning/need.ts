import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { DemandType } from '@headwater/domain/plans/material-plan'
import { compareKeys } from '@headwater/domain/measures/keys'

export const FORECAST_PRIORITY = 9
export const SAFETY_STOCK_PRIORITY = 10

/** A planned order, as far as its components know it. */
export interface WaitingOrder {
  /** When the last of its components is there. */
  componentsAt: Day
}

/** What a need is for in the end: itself, or of a component, the best need its parent was made for. */
export interface NeedRoot {
  readonly type: DemandType
  readonly order: string
  readonly line: string | null
}

/** One requirement of one item, independent or of a parent order. */
export interface Need {
  readonly type: DemandType
  /** Order that needs it, `<item>@<bucket>` or the item. */
  readonly demand: string
  readonly line: string | null
  readonly date: Day
  readonly priority: number
  /** Its order ranks it. */
  readonly root: NeedRoot
  readonly quantity: Micro
  /** The item whose order needs it; null: independent. */
  readonly parent: string | null
  /** The planned order that waits for it; null: another demand. */
  readonly parentOrder: WaitingOrder | null
}

/** Date, then priority, then order id and line: the order of netting (files.md 3.4). */
export const byDate = (a: Need, b: Need): number => a.date - b.date || byRank(a, b)

/** Priority, then date, then order id and line: the order of pegging (files.md 3.8). */
export const byPriority = (a: Need, b: Need): number => a.priority - b.priority || a.date - b.date || byId(a, b)

const byRank = (a: Need, b: Need): number => a.priority - b.priority || byId(a, b)

/** Two bill lines of one pair are told apart by their quantity alone: no other of their facts makes a difference. */
const byId = (a: Need, b: Need): number =>
  compareKeys(a.root.order, b.root.order) ||
  compareKeys(a.line ?? '', b.line ?? '') ||
  compareKeys(a.demand, b.demand) ||
  a.quantity - b.quantity
