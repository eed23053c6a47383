import { msg } from '@lingui/core/macro'

/** Days that people name by words; the node reads the same words (platform/list-filter.ts). */
export const DAY_WORDS = [
  { word: 'overdue', name: msg`overdue: before today` },
  { word: 'today', name: msg`today` },
  { word: 'last-4-weeks', name: msg`last 4 weeks` },
  { word: 'last-week', name: msg`last week` },
  { word: 'this-week', name: msg`this week` },
  { word: 'next-week', name: msg`next week` },
  { word: 'next-4-weeks', name: msg`next 4 weeks` },
  { word: 'last-month', name: msg`last month` },
  { word: 'this-month', name: msg`this month` },
  { word: 'next-month', name: msg`next month` },
] as const
