import { msg } from '@lingui/core/macro'

/** Days that people name by words; the node reads the same words (platform/list-filter.ts). */
export const DAY_WORDS = [
  { word: 'past', name: msg`before today` },
  { word: 'today', name: msg`today` },
  { word: 'last-week', name: msg`last week` },
  { word: 'this-week', name: msg`this week` },
  { word: 'next-week', name: msg`next week` },
  { word: 'this-month', name: msg`this month` },
] as const
