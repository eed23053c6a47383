import { expect, it } from 'vitest'
import { utf8Bytes } from './utf8.ts'

it('is what the platform writes, at each border of the code points', () => {
  const borders = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]
  const text = `${borders.map((code) => String.fromCodePoint(code)).join('')}龘靐齉 😀 aé`
  expect(Buffer.from(utf8Bytes(text)).toString('hex')).toBe(Buffer.from(text, 'utf8').toString('hex'))
  expect(utf8Bytes('')).toHaveLength(0)
})
