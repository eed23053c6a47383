import { expect, test } from 'vitest'
import { InvalidInput } from '../command.ts'
import { rowCalled } from './row-of.ts'
import { shortId } from './short-id.ts'

const ROWS = [
  '3c698425-a888-4d6c-95f5-1fdaa88c2aa3',
  '3c698425-b888-4d6c-95f5-1fdaa88c2aa3',
  'urn:uuid:7c472c88-7361-401e-b0bc-074e54af1ea8',
  'stock',
  'stock-of-zips',
].map((id) => ({ id }))

const find = (called: string): string =>
  rowCalled(ROWS, { noun: 'transfer', called, idsOf: ({ id }) => [id], listedBy: 'transfer list' }).id

test('what a list prints of an id names its row, as does the whole id', () => {
  expect(ROWS.map(({ id }) => shortId(id))).toEqual(['3c698425', '3c698425', '7c472c88', 'stock', 'stock-of-zips'])
  expect(find('7c472c88')).toBe(ROWS[2]!.id)
  expect(find('urn:uuid:7c47')).toBe(ROWS[2]!.id)
  expect(find('3c698425-b')).toBe(ROWS[1]!.id)
  expect(find(ROWS[0]!.id)).toBe(ROWS[0]!.id)
})

test('an id that is the beginning of another is itself', () => {
  expect(find('stock')).toBe('stock')
  expect(find('stock-')).toBe('stock-of-zips')
})

test('a beginning of two rows is refused with both, and one of none with the way to find it', () => {
  expect(() => find('3c698425')).toThrow(
    new InvalidInput(`transfer (3c698425) should be one alone, and 2 begin so: ${ROWS[0]!.id}, ${ROWS[1]!.id}`),
  )
  expect(() => find('ffff')).toThrow('transfer (ffff) should be the id of one')
  expect(() => find('ffff')).toThrow('"headwater transfer list" lists them')
})

test('next to nothing names nothing: a variable of a script may be empty', () => {
  for (const called of ['', '7', '7c4']) expect(() => find(called)).toThrow('four characters or more')
})
