import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { csvBytes } from '../write/csv-text.ts'
import { joined } from '../write/joined.ts'
import { cellFormats } from './cell-formats.ts'
import { attributeOf, scanXml } from './scan-xml.ts'
import { type Sheet, sheetRows } from './sheet-rows.ts'
import { Flood, MOST_UNPACKED, openZip, type ZipArchive } from './zip-entries.ts'

const NO_WORKBOOK = 'it should be an XLSX workbook that opens. Save it again as "Excel workbook (.xlsx)"'
const TOO_LARGE = `the workbook unpacks into more than ${MOST_UNPACKED / 2 ** 20} MB. Split it, or save it as "CSV UTF-8"`

/**
 * A sheet of an XLSX workbook, the first unless named, as CSV bytes: a date cell is its ISO text, a number cell its decimal text, a
 * formula its value. Rows keep their numbers. Read as it is unpacked. Refused: what is not a workbook, one that unpacks into a flood,
 * and a name that no sheet has.
 */
export async function readWorkbook(bytes: Uint8Array, name?: string): Promise<Result<Uint8Array>> {
  const archive = openZip(bytes)
  if (archive === null) return fail('invalid', NO_WORKBOOK)
  try {
    const book = await openBook(archive)
    const listed = book?.sheets.find((one) => name === undefined || one.name === name)
    if (book && name !== undefined && !listed)
      return fail('invalid', `sheet (${name}) should be one of ${book.sheets.map((one) => one.name).join(', ')}`)
    const sheet = book && listed ? await openSheet(archive, book, listed.id) : null
    return sheet === null ? fail('invalid', NO_WORKBOOK) : succeed(await csvOf(sheet))
  } catch (error) {
    return fail('invalid', error instanceof Flood ? TOO_LARGE : NO_WORKBOOK)
  }
}

/** Names of the sheets of a workbook in their order; none where it cannot be opened. */
export async function sheetNames(bytes: Uint8Array): Promise<readonly string[]> {
  const archive = openZip(bytes)
  try {
    return (archive && (await openBook(archive)))?.sheets.map((one) => one.name) ?? []
  } catch {
    return []
  }
}

/** Rows that are made into bytes at a time. */
const BATCH = 5_000

async function csvOf(sheet: Sheet): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let rows: string[][] = []
  const flush = (): void => {
    if (rows.length > 0) parts.push(csvBytes(rows[0]!, rows.slice(1), 'as given'))
    rows = []
  }
  await sheetRows(sheet, (row) => {
    if (rows.push(row) >= BATCH) flush()
  })
  flush()
  return joined(parts)
}

interface Book {
  readonly home: string
  readonly sheets: readonly { readonly name: string; readonly id: string }[]
  readonly is1904: boolean
}

async function openBook(archive: ZipArchive): Promise<Book | null> {
  const home = [...(await relations(archive, '')).values()].find((one) => one.kind === 'officeDocument')?.path
  if (home === undefined || !archive.has(home)) return null
  const sheets: { name: string; id: string }[] = []
  let is1904 = false
  await scanXml(archive.text(home), {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({ name: attributeOf(attributes, 'name') ?? '', id: attributeOf(attributes, 'id') ?? '' })
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '')
    },
    close: () => {},
    text: () => {},
  })
  return { home, sheets, is1904 }
}

async function openSheet(archive: ZipArchive, { home, is1904 }: Book, id: string): Promise<Sheet | null> {
  const parts = await relations(archive, home)
  const path = parts.get(id)?.path
  if (path === undefined || !archive.has(path)) return null
  const part = (kind: string) => [...parts.values()].find((one) => one.kind === kind && archive.has(one.path))?.path
  const [styles, strings] = [part('styles'), part('sharedStrings')]
  return {
    xml: archive.text(path),
    formats: styles === undefined ? [] : await cellFormats(archive.text(styles)),
    strings: strings === undefined ? [] : await sharedStrings(archive.text(strings)),
    is1904,
  }
}

interface Part {
  /** The last word of its type. */
  readonly kind: string
  readonly path: string
}

/** The parts that a part refers to, by id. */
async function relations(archive: ZipArchive, of: string): Promise<Map<string, Part>> {
  const folder = of.includes('/') ? of.slice(0, of.lastIndexOf('/') + 1) : ''
  const path = `${folder}_rels/${of.slice(folder.length)}.rels`
  const parts = new Map<string, Part>()
  if (!archive.has(path)) return parts
  await scanXml(archive.text(path), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attributeOf(attributes, 'Target') ?? ''
      parts.set(attributeOf(attributes, 'Id') ?? '', {
        kind: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1)!,
        path: target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`,
      })
    },
    close: () => {},
    text: () => {},
  })
  return parts
}

/** Texts that cells refer to by number; how they are read aloud (`rPh`) is not part of them. */
async function sharedStrings(xml: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isReading = false
  await scanXml(xml, {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    close: (name) => {
      if (name === 'si') strings.push(text)
      if (name === 'rPh') isReading = false
      isText = false
    },
    text: (more) => {
      if (isText) text += more
    },
  })
  return strings
}
