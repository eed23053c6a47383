import { attributeOf, scanXml } from './scan-xml.ts'

/** What the number in a cell of a format means. */
export type NumberMeaning = 'number' | 'date' | 'time'

/** Numbers of formats that are dates without saying so (ECMA-376, 18.8.30, with those of Chinese and Japanese workbooks). */
const BUILT_IN: readonly (readonly [number, number, NumberMeaning])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
]

/** The meaning of each cell format of a workbook, by its number. */
export async function cellFormats(styles: AsyncIterable<string>): Promise<readonly NumberMeaning[]> {
  const custom = new Map<number, NumberMeaning>()
  const formats: NumberMeaning[] = []
  let isCellFormat = false
  await scanXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        custom.set(Number(attributeOf(attributes, 'numFmtId')), meaningOf(attributeOf(attributes, 'formatCode') ?? ''))
      if (name === 'cellXfs') isCellFormat = true
      if (name !== 'xf' || !isCellFormat) return
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
      formats.push(custom.get(id) ?? BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number')
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormat = false
    },
    text: () => {},
  })
  return formats
}

/** Of a format as text: quoted words, colours and escaped signs say nothing; y or d is a date, h or s alone a time. */
function meaningOf(format: string): NumberMeaning {
  const code = format
    .split(';')[0]!
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/general/i.test(code)) return 'number'
  if (/[yd]/i.test(code)) return 'date'
  if (/[hs]/i.test(code)) return 'time'
  return /m/i.test(code) ? 'date' : 'number'
}
