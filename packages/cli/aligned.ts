import { printable } from './printable.ts'

/** Rows as lines whose cells stand below each other; the last cell ends where it ends. */
export function aligned(given: readonly (readonly string[])[]): readonly string[] {
  const rows = given.map((row) => row.map(printable))
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => widthOf(row[i]!))))
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat(widths[i]! - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  )
}

/** Lines of a list of facts that have one name: their cells stand below each other, too. */
export const factsNamed = (name: string, rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  aligned(rows).map((text) => [name, text])

/** Chinese characters, kana, hangul and full-width signs take two places of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu

const widthOf = (text: string): number => Array.from(text).length + (text.match(WIDE)?.length ?? 0)
