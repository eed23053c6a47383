import type { FileContract } from '@headwater/files/contract/column'
import { contractOf } from '@headwater/files/contract/file-contracts'
import { csvRowStream } from '@headwater/files/import/csv-row-stream'
import { fixCells } from '@headwater/files/import/fix-cells'
import { knownAs, matchColumns, rankFiles } from '@headwater/files/import/match-columns'
import { decodeText } from '@headwater/files/read/decode-text'
import { findHeader, HEADER_ROWS } from '@headwater/files/read/find-header'
import { headerFingerprint, type RememberedMappings } from './column-mapping.ts'
import type { Mapping } from './import-outcome.ts'
import type { OpenedSource, SourceChoice } from './open-source.ts'

/** A file that was understood: which of the contract it is, where its header is, which column is which. */
export interface ReadSource {
  /** CSV with the cells fixed and what stands above the header left out. */
  readonly bytes: Uint8Array
  readonly contract: FileContract
  /** Spreadsheet row; null: the file is blank. */
  readonly headerRow: number | null
  readonly header: readonly string[]
  readonly mapping: Mapping
  readonly isRemembered: boolean
}

/** Rows that are looked at to find the header. */
const LOOKED_AT = HEADER_ROWS + 20

/** Finds out what nobody told of a file: its header, its place in the contract and its mapping, as remembered, else by the names. */
export function readSource(
  { bytes, sheet }: OpenedSource,
  choice: SourceChoice,
  remembered: RememberedMappings,
): ReadSource {
  const first = firstRows(fixCells(bytes, { fixes: choice.cells }), Math.max(LOOKED_AT, choice.headerRow ?? 0))
  const headerRow = choice.headerRow ?? (findHeader(first, knownWith(remembered)) + 1 || null)
  const header = headerRow === null ? [] : (first[headerRow - 1] ?? [])
  const known = knownMapping(header, remembered, choice.file)
  const contract =
    contractOf(choice.file ?? '') ?? known?.contract ?? rankFiles(header, `${choice.name} ${sheet ?? ''}`)[0]!
  const isRemembered = choice.mapping === undefined && known !== undefined
  const mapping = { ...matchColumns(header, contract), ...(choice.mapping ?? known?.mapping) }
  return {
    bytes: fixCells(bytes, { headerRow: headerRow ?? 1, fixes: choice.cells }),
    contract,
    headerRow,
    header,
    mapping: choice.mapping || known ? leftOut(mapping, choice.mapping ?? known!.mapping) : mapping,
    isRemembered,
  }
}

/** What a chosen mapping does not name is left out: the names matched by themselves would take columns twice. */
const leftOut = (all: Mapping, chosen: Mapping): Mapping =>
  Object.fromEntries(Object.keys(all).map((name) => [name, Object.hasOwn(chosen, name) ? chosen[name]! : '']))

function firstRows(bytes: Uint8Array, most: number): (readonly string[])[] {
  const text = decodeText(bytes)
  const rows: (readonly string[])[] = []
  if (text === null) return rows
  for (const row of csvRowStream(text)) {
    if ('message' in row) break
    if (rows.push(row) === most) break
  }
  return rows
}

function knownWith(remembered: RememberedMappings): (name: string) => number {
  const names = new Set([...remembered.values()].flatMap((one) => [...one.values()].flatMap(Object.keys)))
  return (name) => (names.has(name) ? 1 : knownAs(name))
}

function knownMapping(
  header: readonly string[],
  remembered: RememberedMappings,
  file: string | undefined,
): { readonly contract: FileContract; readonly mapping: Mapping } | undefined {
  const wanted = headerFingerprint(header)
  for (const [name, known] of remembered) {
    const contract = contractOf(name)
    const mapping = known.get(wanted)
    if (mapping && contract && (file === undefined || file === name)) return { contract, mapping }
  }
  return undefined
}
