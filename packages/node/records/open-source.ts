import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type CellFix, fixCells } from '@headwater/files/import/fix-cells'
import type { Separator } from '@headwater/files/read/csv-rows'
import { decodeText, encodingFault, encodingOf, type TextEncoding } from '@headwater/files/read/decode-text'
import { findSeparator } from '@headwater/files/read/find-separator'
import { readWorkbook, sheetNames } from '@headwater/files/workbook/read-workbook'

/** How somebody wants an uploaded file read; what is not told is found out. */
export interface SourceChoice {
  /** As it was called where it came from. */
  readonly name: string
  readonly upload: string
  /** File of the contract. */
  readonly file?: string
  readonly sheet?: string
  readonly headerRow?: number
  readonly mapping?: Readonly<Record<string, string>>
  readonly cells?: readonly CellFix[]
  readonly separator?: Separator
}

export interface OpenedSource {
  /** CSV, with commas. */
  readonly bytes: Uint8Array
  readonly encoding: TextEncoding | 'workbook'
  /** What divided its cells; null: it is a workbook. */
  readonly separator: Separator | null
  /** Of a workbook. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
}

/** Opens a file by what it is, whatever its name says. Refused: what is neither a workbook nor text. */
export async function openSource(
  bytes: Uint8Array,
  { sheet: wanted, separator: asked }: Pick<SourceChoice, 'sheet' | 'separator'>,
): Promise<Result<OpenedSource>> {
  if (isZip(bytes)) {
    const sheets = await sheetNames(bytes)
    const sheet = wanted ?? sheets[0] ?? null
    const read = await readWorkbook(bytes, wanted)
    return read.ok ? succeed({ bytes: read.value, encoding: 'workbook', separator: null, sheets, sheet }) : read
  }
  const encoding = encodingOf(bytes)
  if (encoding === null) return fail('invalid', encodingFault(bytes).found)
  const separator = asked ?? findSeparator(decodeText(bytes)!)
  return succeed({ bytes: fixCells(bytes, { separator }), encoding, separator, sheets: [], sheet: null })
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03
