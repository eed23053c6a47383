import type { Micro } from '../measures/quantity.ts'

/** Another work center that can run an operation. */
export interface OperationAlternative {
  readonly workCenter: string
  readonly setupMinutes: Micro
  readonly runMinutes: Micro
}

/** One step of an item's routing; the operations of an item form one chain by sequence. */
export interface Operation {
  readonly item: string
  readonly sequence: number
  readonly name: string
  readonly workCenter: string
  /** Minutes per order, before efficiency. */
  readonly setupMinutes: Micro
  /** Minutes per unit entering the operation, before efficiency. */
  readonly runMinutes: Micro
  readonly setupFamily: string | null
  /** Pieces passed on at a time; null = the whole lot. */
  readonly transferBatch: Micro | null
  readonly resumable: boolean
  readonly scrap: Micro
  readonly alternatives: readonly OperationAlternative[]
}
