import { match } from 'pinyin-pro'
import type { PaletteCommand } from './palette-commands.ts'

const MOST = 40

/** Commands that hold every word: exact beginnings first, then any place, then pinyin of Chinese names (`sj` finds 书架). */
export function matchCommands(commands: readonly PaletteCommand[], text: string): readonly PaletteCommand[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands.slice(0, MOST)
  const ranked: { readonly command: PaletteCommand; readonly rank: number }[] = []
  for (const command of commands) {
    const rank = rankOf(command.title, words)
    if (rank < NONE) ranked.push({ command, rank })
  }
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((one) => one.command)
}

/** The rank of a title that does not hold every word. */
export const NONE = 9

/** How well a title holds words in lower case: 0 is best. */
export function rankOf(title: string, words: readonly string[]): number {
  const text = title.toLowerCase()
  return words.reduce((worst, word) => Math.max(worst, rankOfWord(text, word)), 0)
}

function rankOfWord(title: string, word: string): number {
  if (title.startsWith(word)) return 0
  if (title.includes(` ${word}`)) return 1
  if (title.includes(word)) return 2
  return /^[a-z]+$/.test(word) && /\p{Script=Han}/u.test(title) && match(title, word, { precision: 'start' }) ? 3 : NONE
}
