import { pinyin } from 'pinyin-pro'

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Readings of a character without tones; a letter reads as itself. A company writes with some thousand of them. */
const known = new Map<string, readonly string[]>()

function readingsOf(character: string): readonly string[] {
  const found = known.get(character)
  if (found) return found
  const readings = isChinese(character)
    ? pinyin(character, { multiple: true, toneType: 'none', type: 'array' }).map((one) => one.replace('ü', 'v'))
    : [character.toLowerCase()]
  known.set(character, readings)
  return readings
}

/**
 * Whether a name can be called so: each of some of its characters, in their order, by the beginning of one of its readings (`ddq` and
 * `diaoqun` call 吊带裙), ü typed as v. Else it answers as pinyin-pro does with precision `start`, which looks every character up anew and
 * takes fifty times as long.
 */
export function soundsLike(name: string, word: string): boolean {
  const isReached = new Uint8Array(word.length + 1)
  isReached[0] = 1
  for (const character of name) {
    const readings = readingsOf(character)
    // From the end, so that a character is taken once.
    for (let from = word.length - 1; from >= 0; from -= 1)
      if (isReached[from] === 1) for (const reading of readings) reach(isReached, { word, from, reading })
    if (isReached[word.length] === 1) return true
  }
  return false
}

function reach(
  isReached: Uint8Array,
  { word, from, reading }: { readonly word: string; readonly from: number; readonly reading: string },
): void {
  for (let i = 0; i < reading.length && reading[i] === word[from + i]; i += 1) isReached[from + i + 1] = 1
}
