import { planIssue } from '@headwater/domain/outcome/plan-issue'
import { expect, test } from 'vitest'
import { BOMS } from '../contract/item-files.ts'
import { errorFile } from './error-file.ts'
import { givenRows } from './given-rows.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes!)
const wrong = (row: number, message: string) =>
  planIssue({ severity: 'error', code: 'not-a-number', file: 'boms.csv', row, message })

const FILE = encode('Bill of 2026,,\nparent,component,quantity,note\nA,B,one,"x, y"\nA,C,1,\nA,D,two\n')

test('has the refused rows, all their columns, and every reason', () => {
  const issues = [wrong(3, 'one is no number'), wrong(3, 'and more'), wrong(5, 'two is no number')]
  expect(decode(errorFile(FILE, BOMS, { issues }))).toBe(
    'parent,component,quantity,note,reason\nA,B,one,"x, y",one is no number; and more\nA,D,two,,two is no number\n',
  )
})

test('comes back with its reasons, which are left out without a word about them', () => {
  const again = errorFile(FILE, BOMS, { issues: [wrong(5, 'two is no number')] })!
  const given = givenRows(again, BOMS)
  expect(given.rows).toEqual([{ row: 2, cells: { parent: 'A', component: 'D', quantity: 'two' } }])
  expect(given.issues.map((one) => one.field)).toEqual(['note'])
  expect(decode(errorFile(again, BOMS, { issues: [wrong(2, 'still')] }))).toBe(
    'parent,component,quantity,note,reason\nA,D,two,,still\n',
  )
})

test('keeps foreign headers as they were given', () => {
  const foreign = encode('父件,子件,用量\nA,B,x\n')
  const mapping = { 父件: 'parent', 子件: 'component', 用量: 'quantity' }
  expect(decode(errorFile(foreign, BOMS, { issues: [wrong(2, 'no')], mapping }))).toBe(
    '父件,子件,用量,reason\nA,B,x,no\n',
  )
})

test('is none where no row was refused', () => {
  expect(errorFile(FILE, BOMS, { issues: [] })).toBeNull()
})
