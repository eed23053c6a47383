import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { contractOf } from '@headwater/files/contract/file-contracts'
import type { GivenFile } from '@headwater/files/import/given-rows'
import { type MergedFile, mergeRows } from '@headwater/files/import/merge-rows'
import type { StoredFile } from './records.store.ts'
import { validateMerge } from './validate-merge.ts'

export interface Merge {
  readonly given: ReadonlyMap<string, Pick<GivenFile, 'rows'>>
  readonly partly: boolean
  readonly replace: boolean
}

export interface Merged {
  readonly files: ReadonlyMap<string, MergedFile>
  readonly errors: readonly PlanIssue[]
  readonly warnings: readonly PlanIssue[]
  /** True: the records are right with these files merged in. */
  readonly isSound: boolean
}

/** Rounds of taking refused rows out until the rest is right: a row may fall with one it refers to. */
const MOST_ROUNDS = 20

/**
 * Merges given files into what is stored and checks all records as they would then be. With `partly`, wrong rows are taken out until
 * the rest is right; a fault that no given row carries cannot be mended so.
 */
export function mergeGiven(stored: ReadonlyMap<string, StoredFile>, { given, partly, replace }: Merge): Merged {
  let left = given
  const errors: PlanIssue[] = []
  let warnings: readonly PlanIssue[] | undefined
  for (let round = 0; ; round++) {
    const files = new Map<string, MergedFile>()
    for (const [name, { rows }] of left)
      files.set(name, mergeRows(contractOf(name)!, stored.get(name) ?? new Map(), { rows, replace }))
    const found = [...[...files.values()].flatMap((one) => one.issues), ...validateMerge(stored, files)]
    const wrong = found.filter((one) => one.severity === 'error')
    warnings ??= found.filter((one) => one.severity === 'warning')
    for (const one of wrong) errors.push(one)
    const isSound = wrong.length === 0
    if (isSound || !partly || round === MOST_ROUNDS || wrong.every((one) => one.row === null))
      return { files, errors, warnings, isSound }
    left = withoutWrong(left, wrong)
  }
}

function withoutWrong(given: Merge['given'], wrong: readonly PlanIssue[]): Merge['given'] {
  const bad = Map.groupBy(wrong, (one) => one.file)
  return new Map(
    [...given].map(([name, { rows }]) => {
      const numbers = new Set(bad.get(`${name}.csv`)?.map((one) => one.row))
      return [name, { rows: rows.filter((one) => !numbers.has(one.row)) }]
    }),
  )
}
