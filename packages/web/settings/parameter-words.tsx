import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export interface ParameterWords {
  readonly name: MessageDescriptor
  /** What it says. */
  readonly meaning: MessageDescriptor
  /** What a larger one does. */
  readonly effect: MessageDescriptor
  readonly unit: MessageDescriptor | null
}

const DAYS = msg`calendar days`
const WORKING = msg`working days`

/** Planning parameters in the reader's words, in the order in which they are shown. */
export const PARAMETER_WORDS: Readonly<Record<string, ParameterWords>> = {
  time_zone: {
    name: msg`Time zone of the site`,
    meaning: msg`In which the days and shifts of the site are counted.`,
    effect: msg`Another zone moves where a day begins, for plans and dates from now on; stored times stay the same moments.`,
    unit: null,
  },
  calendar: {
    name: msg`Calendar of the site`,
    meaning: msg`Counts lead times, and is the calendar of every work center and supplier that names none.`,
    effect: msg`More working time makes lead times end sooner.`,
    unit: null,
  },
  frozen_days: {
    name: msg`Frozen days`,
    meaning: msg`Operations that begin within these days stay where the last schedule had them.`,
    effect: msg`More days give the floor more peace, and let late orders be helped less.`,
    unit: WORKING,
  },
  planning_fence_days: {
    name: msg`Planning fence`,
    meaning: msg`No planned order is due within it, and orders within it are not deferred, made smaller or cancelled.`,
    effect: msg`Further out: fewer changes near today, later new orders.`,
    unit: WORKING,
  },
  demand_fence_days: {
    name: msg`Demand fence`,
    meaning: msg`Forecasts due within it are dropped: only orders count.`,
    effect: msg`Further out: less is made on a guess, later sales may find nothing.`,
    unit: WORKING,
  },
  consume_back_days: {
    name: msg`Orders consume forecasts back`,
    meaning: msg`An order takes the place of forecasts this many days before it.`,
    effect: msg`More days: an order that comes late does not count twice.`,
    unit: DAYS,
  },
  consume_forward_days: {
    name: msg`Orders consume forecasts forward`,
    meaning: msg`An order takes the place of forecasts this many days after it.`,
    effect: msg`More days: an early order does not count twice.`,
    unit: DAYS,
  },
  expedite_window_days: {
    name: msg`Window to expedite`,
    meaning: msg`An open order due later than a need by no more than these days is asked to come sooner, before a new one is planned.`,
    effect: msg`More days: more orders asked to come sooner, fewer new ones.`,
    unit: DAYS,
  },
  expedite_tolerance_days: {
    name: msg`Tolerance to expedite`,
    meaning: msg`An order that comes too late by no more than these days gets no action.`,
    effect: msg`More days: fewer actions, more small delays.`,
    unit: DAYS,
  },
  defer_tolerance_days: {
    name: msg`Tolerance to defer`,
    meaning: msg`An order that comes too early by no more than these days gets no action.`,
    effect: msg`More days: fewer actions, more stock.`,
    unit: DAYS,
  },
  quantity_tolerance: {
    name: msg`Tolerance of quantity`,
    meaning: msg`An order that is too large by no more than this share gets no action.`,
    effect: msg`Larger: fewer actions, more left over.`,
    unit: msg`share (0.1 is 10 %)`,
  },
  increase_window_days: {
    name: msg`Window to increase`,
    meaning: msg`A firm order due no more than these days before a need is made larger, before a new one is planned.`,
    effect: msg`More days: fewer and larger orders.`,
    unit: DAYS,
  },
}
