import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { RowChange } from '@headwater/files/import/merge-rows'

/** Header as given → column of the contract; '' leaves the column out. */
export type Mapping = Readonly<Record<string, string>>

export interface ImportOrder {
  /** `items.csv` → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** False: a dry run; nothing is written. */
  readonly commit: boolean
  /** True: good rows go in although others are refused. */
  readonly partly?: boolean
  /** True: rows that a given file does not have are taken away. Not for sell_through. */
  readonly replace?: boolean
  readonly by: string
  /** The task that imports; begun again, it finds its batch. */
  readonly task?: string
  /** So long its batch is found by the task, where that is the key of a request; one that is older is another act's. */
  readonly taskHours?: number
  /** File → its mapping; a file without one gets the mapping remembered for its header. Kept on commit. */
  readonly mapping?: Readonly<Record<string, Mapping>>
  /** Most changes of a file in the answer; 50 by default. */
  readonly preview?: number
  /** A dry run that tells the state of each row: sales that are right are told although others are wrong, in the order of the file. */
  readonly isCheck?: boolean
  readonly onProgress?: (step: string, done: number, total: number | null) => void
  /** Aborted: nothing is written, and the import throws the signal's reason. */
  readonly signal?: AbortSignal
}

export interface FileOutcome {
  readonly file: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
  readonly refused: number
  /** The first changes, for a preview, each with its row of the given file. */
  readonly preview: (RowChange & { readonly row: number | null })[]
}

export interface ImportOutcome {
  /** null: nothing was written. */
  readonly batch: number | null
  readonly files: FileOutcome[]
  /** File → the mapping it was read with, where there was one. */
  readonly mappings: Readonly<Record<string, Mapping>>
  readonly errors: PlanIssue[]
  readonly warnings: PlanIssue[]
}
