import { afterEach, expect, test } from 'vitest'
import { dropDraft, keepDraft, keptDraft } from './order-draft.ts'
import type { OrderDraft } from './order-lines.ts'

/** The storage of a tab that takes so many letters in all. */
function storageOf(most: number): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, text) => {
      if (text.length > most) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, text)
    },
  }
}
const given = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')
const begin = (most: number): unknown =>
  Object.defineProperty(globalThis, 'sessionStorage', { value: storageOf(most), configurable: true })
afterEach(() => given && Object.defineProperty(globalThis, 'sessionStorage', given))

const draft = (customer: string): OrderDraft => ({
  order: 'SO-1',
  customer,
  due: '',
  priority: '',
  styles: [],
  cells: {},
})

test('a draft that the tab has no room for is held in memory, until there is room or it is dropped', () => {
  begin(300)
  expect(keepDraft('', draft('short'), [])).toBe(true)
  expect(keepDraft('', draft('long '.repeat(100)), [])).toBe(false)
  expect(keptDraft('')?.draft.customer).toHaveLength(500)
  expect(keptDraft('SO-2')).toBeNull()
  expect(keepDraft('', draft('short again'), [])).toBe(true)
  expect(keptDraft('')?.draft.customer).toBe('short again')
  keepDraft('', draft('long '.repeat(100)), [])
  dropDraft('')
  expect(keptDraft('')).toBeNull()
})
