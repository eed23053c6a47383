import { expect, test } from 'vitest'
import { findSeparator } from './find-separator.ts'

test.each<[string, string, string]>([
  ['commas', ',', 'item,name\nA,"a;b;c"\nB,b\n'],
  ['semicolons', ';', 'item;name;price\nA;a;1,5\nB;b, c;2,5\n'],
  ['semicolons where decimal commas are as many', ';', 'item;stock;price\nA;1,5;2,5\nB;3,5;4,5\nC;5,5;6,5\n'],
  ['tabs', '\t', 'item\tname\nA\ta, b\n'],
  ['commas below a title with a semicolon', ',', 'Stock; as of Monday\nitem,name,quantity\nA,a,1\nB,b,2\n'],
  ['nothing', ',', 'item\nA\nB\n'],
  ['quotes that are open', ',', 'item;"name\nA;b\n'],
  ['no text', ',', ''],
])('%s', (_, separator, text) => {
  expect(findSeparator(text)).toBe(separator)
})
