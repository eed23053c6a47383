import { match } from 'pinyin-pro'
import type { Session } from '../platform/database.ts'

const IS_CHINESE = /\p{Script=Han}/u

/** Items whose names sound like a word of a search (`ddq` finds 吊带裙), by the word; the same rule as the palette's. */
export async function itemsBySound(session: Session, search: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = search.split(/\s+/).filter((word) => /^[a-z]+$/i.test(word))
  if (words.length === 0) return new Map()
  const rows = await session.query<{ name: string; items: readonly string[] }>({
    text: `select cells ->> 'name' as name, array_agg(key) as items from record
           where file = 'items' and cells ->> 'name' ~ '[^[:ascii:]]' group by 1`,
  })
  const named = rows.filter((one) => IS_CHINESE.test(one.name))
  return new Map(
    words.map((word) => [
      word,
      named.filter((one) => match(one.name, word.toLowerCase(), { precision: 'start' })).flatMap((one) => one.items),
    ]),
  )
}
