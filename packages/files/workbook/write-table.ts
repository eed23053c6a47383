import { parseDay } from '@headwater/domain/measures/day'
import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import { type ZipEntry, zipFiles, zipPieces } from './zip-files.ts'

/** What the cells of a column are in a workbook. Numbers and dates that are not quite so stay text. */
export type CellKind = 'text' | 'number' | 'date'

export interface TableColumn {
  readonly name: string
  readonly title: string
  readonly kind: CellKind
}

export type TableRow = Readonly<Record<string, string | number | null | undefined>>

/** Rows that a sheet has below its header. */
export const MOST_TABLE_ROWS = 1_048_575

/** Rows as an XLSX workbook, whole. */
export const writeTable = (...table: TableContent): Promise<Uint8Array> => zipFiles(partsOf(...table))

/**
 * Rows as an XLSX workbook of one sheet with a frozen header: numbers as numbers, dates as dates; the order of rows is kept. Rows are
 * taken as fast as the pieces are, and others get their turn meanwhile. Parts by ECMA-376.
 */
export const tablePieces = (...table: TableContent): AsyncGenerator<Uint8Array> => zipPieces(partsOf(...table))

type TableContent = readonly [
  name: string,
  columns: readonly TableColumn[],
  rows: Iterable<TableRow> | AsyncIterable<TableRow>,
]

function partsOf(...[name, columns, rows]: TableContent): readonly ZipEntry[] {
  return [
    { path: '[Content_Types].xml', text: [CONTENT_TYPES] },
    { path: '_rels/.rels', text: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { path: 'xl/workbook.xml', text: [workbook(name)] },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: [
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { path: 'xl/styles.xml', text: [STYLES] },
    { path: 'xl/worksheets/sheet1.xml', text: sheet(columns, rows) },
  ]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`

/** Formats of cells: 0 plain, 1 bold, 2 a date. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(([kind, to], i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${kind}" Target="${to}"/>`)
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

/** A sheet's name has at most 31 characters. */
const workbook = (name: string): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name.slice(0, 31))}" sheetId="1" r:id="r1"/></sheets></workbook>`

/** Characters that go to the compressor at once. */
const PIECE = 65_536

async function* sheet(columns: readonly TableColumn[], rows: Iterable<TableRow> | AsyncIterable<TableRow>) {
  const letters = columns.map((_, at) => lettersOf(at))
  const widths = columns.map((one, at) =>
    one.kind === 'date' ? `<col min="${at + 1}" max="${at + 1}" width="12" customWidth="1"/>` : '',
  )
  const cols = widths.join('') === '' ? '' : `<cols>${widths.join('')}</cols>`
  const titles = columns.map((one, at) => textCell(`${letters[at]}1`, one.title, 1)).join('')
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${cols}<sheetData><row r="1">${titles}</row>`
  let number = 1
  for await (const row of rows) {
    number += 1
    piece += `<row r="${number}">`
    for (let at = 0; at < columns.length; at++) {
      const { name, kind } = columns[at]!
      piece += cell(`${letters[at]}${number}`, kind, row[name])
    }
    piece += '</row>'
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

/** 0 → A, 26 → AA */
function lettersOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : `${lettersOf(Math.floor(at / 26) - 1)}${last}`
}

/** Days from the first day of a workbook's calendar to 1970-01-01. */
const EPOCH = 25_569

function cell(place: string, kind: CellKind, given: string | number | null | undefined): string {
  if (given === null || given === undefined || given === '') return ''
  if (typeof given === 'number') return `<c r="${place}"><v>${given}</v></c>`
  if (kind === 'number' && isSameNumber(given)) return `<c r="${place}"><v>${given}</v></c>`
  const day = kind === 'date' ? parseDay(given) : null
  return day === null ? textCell(place, given, 0) : `<c r="${place}" s="2"><v>${day + EPOCH}</v></c>`
}

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

/** A number only where it reads back as the same text: a workbook keeps 15 digits. */
function isSameNumber(text: string): boolean {
  const micro = parseMicro(text)
  return typeof micro === 'number' && formatMicro(micro) === text && text.replace(/\D/g, '').length <= 15
}

const SPECIAL = /[&<>"\ufffe\uffff]|(?![\t\n])\p{Cc}|_(?=x[0-9A-Fa-f]{4}_)/gu
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML cannot hold are written as _xHHHH_ (ECMA-376, ST_Xstring), and so is what only looks like that. */
const escaped = (text: string): string =>
  text.replace(SPECIAL, (one) => NAMED[one] ?? `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
