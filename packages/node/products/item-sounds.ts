import type { Session } from '../platform/database.ts'
import { isChinese, soundsLike } from './sounds-like.ts'

/** Items whose Chinese names sound like a word of a search (`ddq` finds 吊带裙), by the word; the rule is that of the palette. */
export async function itemsBySound(session: Session, search: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = search.split(/\s+/).filter((word) => /^[a-z]+$/i.test(word))
  const found = new Map<string, string[]>(words.map((word) => [word, []]))
  if (words.length === 0) return found
  const rows = await session.query<{ name: string; items: readonly string[] }>({
    text: `select cells ->> 'name' as name, array_agg(key) as items from record
           where file = 'items' and cells ->> 'name' ~ '[^[:ascii:]]' group by 1`,
  })
  for (const { name, items } of rows) {
    if (!isChinese(name)) continue
    for (const [word, known] of found) if (soundsLike(name, word.toLowerCase())) known.push(...items)
  }
  return found
}
