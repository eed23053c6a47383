import type { Micro } from '@headwater/domain/measures/quantity'

/** What a cell holds once it is read. */
export type ColumnType =
  | { readonly kind: 'key' }
  | { readonly kind: 'text' }
  | {
      readonly kind: 'number'
      readonly least?: Micro
      readonly above?: Micro
      readonly most?: Micro
      readonly below?: Micro
    }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'date-or-time' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'list'; readonly values: readonly string[] }

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** Part of the row's key. */
  readonly key?: boolean
  readonly required?: boolean
  /** Text that an empty cell stands for; none: null. */
  readonly otherwise?: string
  readonly meaning: { readonly en: string; readonly zh: string }
}

export interface FileContract {
  /** Without ending, `items`. */
  readonly name: string
  readonly columns: readonly Column[]
  /** Columns `attr.<name>` are taken. */
  readonly attributes?: boolean
}

const MICRO = 1_000_000

export const KEY = { kind: 'key' } as const
export const TEXT = { kind: 'text' } as const
export const DATE = { kind: 'date' } as const
export const TIME = { kind: 'time' } as const
export const CLOCK = { kind: 'clock' } as const
export const NUMBER = { kind: 'number' } as const
/** ≥ 0 */
export const QUANTITY = { kind: 'number', least: 0 } as const
/** > 0 */
export const POSITIVE = { kind: 'number', above: 0 } as const
/** 0 ≤ share < 1 */
export const SHARE = { kind: 'number', least: 0, below: MICRO } as const
export const whole = (least: number, most: number) => ({ kind: 'whole', least, most }) as const
export const DAYS = whole(0, 3650)
export const PRIORITY = whole(1, 9)
export const oneOf = (...values: string[]) => ({ kind: 'list', values }) as const

interface Extra {
  readonly key?: boolean
  readonly required?: boolean
  readonly otherwise?: string
}

/** A column in one line: name, type, meaning in both languages, then what is special. */
export const column = (
  name: string,
  type: ColumnType,
  [en, zh]: readonly [string, string],
  extra: Extra = {},
): Column => ({
  name,
  type,
  meaning: { en, zh },
  ...extra,
})

export const KEY_REQUIRED = { key: true, required: true } as const
export const REQUIRED = { required: true } as const
