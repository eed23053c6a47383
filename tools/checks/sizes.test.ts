import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { checkSizes } from './sizes.ts'

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `export const a${index} = 1\n`).join('')
const body = (count: number): string => `{\n${'  1\n'.repeat(count - 2)}}`
const FILE = 'packages/engine/planning/net.ts'
const findingsOf = (text: string, file = FILE) => checkSizes(plantTree({ [file]: text })).findings

test('what is at the limit passes', () => {
  expect(findingsOf(lines(300))).toEqual([])
  expect(findingsOf(`export function net(a: 1, b: 2, c: 3) ${body(60)}\n`)).toEqual([])
})

test('a file of 301 lines is found, unless its first comment says why it is longer', () => {
  expect(findingsOf(lines(301))).toEqual([`${FILE}:1: 301 lines should be at most 300: split it by noun or verb`])
  expect(findingsOf(`/* One kernel: splitting it would hide the search. */\n${lines(301)}`)).toEqual([])
  expect(findingsOf(`/* The search. */\n${lines(301)}`)).toHaveLength(1)
})

test('a function of 61 lines is found, a test of 61 lines is not', () => {
  expect(findingsOf(`export function net() ${body(61)}\n`)).toEqual([
    expect.stringContaining(`${FILE}:1: a function of 61 lines`),
  ])
  expect(findingsOf(`export const net = () => ${body(61)}\n`)).toHaveLength(1)
  expect(findingsOf(`it('nets', () => ${body(61)})\n`, 'packages/engine/planning/net.test.ts')).toEqual([])
})

test.each([
  ['five parameters', 'export const net = (a: 1, b: 2, c: 3, d: 4, e: 5) => a\n', FILE],
  ['a default export', 'export default 1\n', FILE],
  ['a default export in a list', 'const a = 1\nexport { a as default }\n', FILE],
  ['an enum', 'export enum A {\n  b,\n}\n', FILE],
  ['a manager', 'export class OrderManager {}\n', FILE],
  ['an Impl', 'export interface ClockImpl {}\n', FILE],
  ['a helper', 'export const dateHelper = 1\n', FILE],
  ['a file of helpers', 'export const a = 1\n', 'packages/engine/planning/date-helpers.ts'],
  ['a folder of utils', 'export const a = 1\n', 'packages/engine/utils/date.ts'],
  ['a service', 'export const a = 1\n', 'packages/node/orders/order-service.ts'],
  ['a file in camel case', 'export const a = 1\n', 'packages/engine/planning/netOne.ts'],
  ['a folder too deep', 'export const a = 1\n', 'packages/engine/planning/a/b/net.ts'],
])('%s is found', (_what, text, file) => {
  expect(findingsOf(text, file)).toEqual([expect.stringMatching(new RegExp(`^${file}:\\d+: `))])
})

test('a default export that a tool asks for passes', () => {
  expect(findingsOf('export default {}\n', 'packages/web/vite.config.ts')).toEqual([])
})
