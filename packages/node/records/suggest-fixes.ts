import { contractOf } from '@headwater/files/contract/file-contracts'
import { TAKES_STYLES } from '@headwater/files/contract/references'
import { nearestOf, suggestCell } from '@headwater/files/read/suggest-cell'
import type { CellFault, CheckedFile } from '../../../schemas/rest/imports.ts'
import type { Session } from '../platform/database.ts'
import { loadNames } from './records.store.ts'

/** Different names looked up for one file: each is compared with every name that is known. */
const MOST_LOOKED_UP = 100

type Lookup = (value: string) => string | null

/** Puts beside each fault what was most likely meant: the same in the form of the contract, or the nearest name that exists. */
export async function suggestFixes(session: Session, files: readonly CheckedFile[]): Promise<CheckedFile[]> {
  const lookups = new Map<string, Lookup>()
  for (const { file, faults } of files)
    for (const { target } of faults)
      if (file !== null && target !== null) {
        const key = lookupKey(file, target)
        if (!lookups.has(key))
          lookups.set(key, await lookupOf(session, { target, files, hasStyles: TAKES_STYLES.has(file) }))
      }
  return files.map((one) => ({
    ...one,
    faults: one.faults.map((fault) => ({ ...fault, near: nearOf(one, fault, lookups) })),
  }))
}

const lookupKey = (file: string, target: string): string => `${target} ${TAKES_STYLES.has(file)}`

function nearOf({ file, shown }: CheckedFile, fault: CellFault, lookups: ReadonlyMap<string, Lookup>): string | null {
  const { field, value, target } = fault
  if (file === null || field === null || value === null || value === '') return null
  if (target !== null) return lookups.get(lookupKey(file, target))?.(value) ?? null
  const column = contractOf(file)?.columns.find((one) => one.name === field)
  return column && shown.length > 0 ? suggestCell(value, column.type) : null
}

interface LookupFacts {
  readonly target: string
  readonly files: readonly CheckedFile[]
  readonly hasStyles: boolean
}

/** Names that are stored, or stand in a file of the same import; a name in words is as good as its code. */
async function lookupOf(session: Session, { target, files, hasStyles }: LookupFacts): Promise<Lookup> {
  const key = contractOf(target)!.columns[0]!.name
  const rows = [
    ...(await loadNames(session, target)),
    ...files.filter((one) => one.file === target).flatMap((one) => namesOf(one, key)),
  ]
  const codeOf = new Map(rows.flatMap(({ key: code, name }) => (name ? [[name, code] as const] : [])))
  const known = new Set(rows.flatMap((one) => [one.key, ...(hasStyles && one.style ? [one.style] : [])]))
  const find = nearestOf(known)
  const found = new Map<string, string | null>()
  return (value) => {
    if (!found.has(value)) {
      const near = codeOf.get(value) ?? (found.size < MOST_LOOKED_UP ? find(value) : null)
      found.set(value, near)
    }
    return found.get(value)!
  }
}

function namesOf({ header, mapping, shown }: CheckedFile, key: string) {
  const at = (column: string): number => header.findIndex((name) => mapping[name] === column)
  const [code, name, style] = [at(key), at('name'), at('style')]
  return shown
    .map(({ cells }) => ({ key: cells[code] ?? '', name: cells[name] ?? null, style: cells[style] ?? null }))
    .filter((one) => one.key !== '')
}
