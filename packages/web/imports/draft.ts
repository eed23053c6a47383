import type { CheckedFile, ImportCheck, ImportChecked } from '../../../schemas/rest/imports.ts'

/** A file of an import that is being prepared. */
export interface DraftFile {
  /** Of this file in this import, whatever place it has by now. */
  readonly id: string
  /** As it is called where it came from. */
  readonly name: string
  readonly bytes: number
  /** null: not sent, or cut off on its way. */
  readonly upload: string | null
  /** What was chosen instead of what is found out. */
  readonly file?: string
  readonly sheet?: string
  readonly headerRow?: number
  readonly mapping?: Readonly<Record<string, string>>
  /** `row:column` → what stands there instead. */
  readonly cells: Readonly<Record<string, string>>
}

/** An import that was ordered: by its key the node carries it out once, however often it is asked. */
export interface DraftOrder {
  readonly key: string
  readonly isPartly: boolean
  readonly body: ImportBody
  /** null: nobody knows yet whether the node has it. */
  readonly task: string | null
  /** Its end was told to the reader, with the way to undo it. */
  readonly isTold: boolean
}

/** An import in the making. It is kept in this browser, so that a reload or a sleep loses nothing; its files are on the node for a day. */
export interface Draft {
  readonly id: string
  readonly at: number
  readonly files: readonly DraftFile[]
  readonly order: DraftOrder | null
}

const PREFIX = 'headwater.import.'
const KEPT_MS = 86_400_000

/** 96 random bits; also where the node is reached without TLS. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, '0')).join('')

export const newDraft = (): Draft => ({ id: newId(), at: Date.now(), files: [], order: null })

export function loadDraft(id: string): Draft | null {
  const text = localStorage.getItem(PREFIX + id)
  return text === null ? null : (JSON.parse(text) as Draft)
}

/** False: this browser keeps no more; the import goes on, but a reload would lose what was typed. */
export function keepDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(PREFIX + draft.id, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export const dropDraft = (id: string): void => localStorage.removeItem(PREFIX + id)

/** Imports of this browser that were not finished, the newest first; their files go after a day, and so do they. */
export function unfinishedDrafts(): readonly Draft[] {
  const drafts = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .flatMap((key) => loadDraft(key.slice(PREFIX.length)) ?? [])
  for (const one of drafts) if (Date.now() - one.at > KEPT_MS) dropDraft(one.id)
  return drafts
    .filter((one) => Date.now() - one.at <= KEPT_MS && one.files.length > 0 && !one.order?.isTold)
    .toSorted((a, b) => b.at - a.at)
}

const fixesOf = ({ cells }: DraftFile) =>
  Object.entries(cells).map(([place, text]) => {
    const [row, column] = place.split(':').map(Number) as [number, number]
    return { row, column, text }
  })

/** What the node is asked to look at; files that are not sent yet are left out. */
export const checkOf = ({ files }: Draft): ImportCheck['files'] =>
  files.flatMap((one) => {
    if (one.upload === null) return []
    return [{ ...without(one, 'bytes', 'id'), upload: one.upload, cells: fixesOf(one) }]
  })

/** The same as it is ordered: everything that was found out is said, so that nothing is found out anew. */
export function importOf(draft: Draft, { files: checked }: ImportChecked) {
  const mapping: Record<string, CheckedFile['mapping']> = {}
  const files = checked.flatMap((one) => {
    const mine = draft.files.find((file) => file.upload === one.upload)
    if (one.file === null || one.headerRow === null || !mine || !hasSomething(one)) return []
    mapping[one.file] = one.mapping
    const ending = one.encoding === 'workbook' ? 'xlsx' : 'csv'
    const { upload, headerRow, sheet, separator } = one
    const reading = { ...(sheet === null ? {} : { sheet }), ...(separator === null ? {} : { separator }) }
    return [{ name: `${one.file}.${ending}`, upload, headerRow, cells: fixesOf(mine), ...reading }]
  })
  return { files, mapping }
}

export type ImportBody = ReturnType<typeof importOf>

const hasSomething = ({ counts }: CheckedFile): boolean =>
  counts.unchecked === 0 && counts.new + counts.changed + counts.same + counts.wrong > 0

/** A copy that does not have some of its parts. */
export const without = <T extends object, K extends keyof T>(one: T, ...names: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name as K))) as Omit<T, K>
