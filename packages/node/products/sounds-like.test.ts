import { seededRandom } from '@headwater/engine/scheduling/random'
import { match } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { soundsLike } from './sounds-like.ts'

test('a name is called by initials, by syllables, and by those of a part of it', () => {
  for (const word of ['ddq', 'diaodaiqun', 'dq', 'diaoqun', 'q']) expect(soundsLike('吊带裙', word)).toBe(true)
  for (const word of ['qdd', 'ddqq', 'x', 'iao']) expect(soundsLike('吊带裙', word)).toBe(false)
  expect(soundsLike('A4 纸', 'az')).toBe(true)
})

/** With characters of several readings among them. */
const CHARACTERS = Array.from('红蓝白大小长连衣裙裤吊带重行乐女绿和着了还给都得aB1 -')
const LETTERS = Array.from('abcdhjlnqvxyz')

test('what is called how is as the palette has it, but that ü is typed as v', () => {
  const random = seededRandom(7)
  const drawn = (from: readonly string[], most: number): string =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => from[Math.floor(random() * from.length)]!).join('')
  let calls = 0
  for (let i = 0; i < 5000; i += 1) {
    const [name, word] = [drawn(CHARACTERS, 8), drawn(LETTERS, 3)]
    const isCalled = match(name, word.replaceAll('v', 'ü'), { precision: 'start' }) !== null
    expect({ name, word, isCalled: soundsLike(name, word) }).toEqual({ name, word, isCalled })
    calls += isCalled ? 1 : 0
  }
  expect(calls).toBeGreaterThan(100)
})
