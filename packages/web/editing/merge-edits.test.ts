import { expect, test } from 'vitest'
import { mergeEdits } from './merge-edits.ts'

const EDITS = [
  {
    file: 'sales_orders',
    key: 'SO-1|1',
    was: { quantity: '10', due_date: '2026-12-01' },
    cells: { quantity: '12', due_date: '2026-12-08' },
  },
  { file: 'sales_orders', key: 'SO-1|2', was: { quantity: '5' }, cells: null },
  { file: 'sales_orders', key: 'SO-1|3', was: { quantity: '7' }, cells: { quantity: '8' } },
]

test('what is kept of one’s own is written over what stands there now; the other cells are written as they were typed', () => {
  const conflicts = [{ edit: 0, field: 'quantity', was: '10', now: '11' }]
  expect(mergeEdits(EDITS, conflicts, { '0 quantity': 'mine' })[0]).toEqual({
    ...EDITS[0],
    was: { quantity: '11', due_date: '2026-12-01' },
  })
  expect(mergeEdits(EDITS, conflicts, { '0 quantity': 'theirs' })[0]).toEqual({
    ...EDITS[0],
    was: { due_date: '2026-12-01' },
    cells: { due_date: '2026-12-08' },
  })
})

test('an edit of which nothing is kept goes, as does one of a row that is gone', () => {
  const conflicts = [
    { edit: 0, field: 'quantity', was: '10', now: null },
    { edit: 1, field: 'quantity', was: '5', now: '6' },
    { edit: 2, field: 'quantity', was: '7', now: '9' },
  ]
  const theirs = { '0 quantity': 'mine', '1 quantity': 'theirs', '2 quantity': 'theirs' } as const
  expect(mergeEdits(EDITS, conflicts, theirs)).toEqual([])
  const mine = { ...theirs, '1 quantity': 'mine' } as const
  expect(mergeEdits(EDITS, conflicts, mine)).toEqual([{ ...EDITS[1], was: { quantity: '6' } }])
})
