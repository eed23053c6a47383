import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'

export type GridType = 'text' | 'quantity' | 'integer' | 'date' | 'choice'

export interface GridChoice {
  readonly value: string
  readonly name: MessageDescriptor
}

/** One column of a list: `name` is the list's own word for it, in filters, sorts and exports. */
export interface GridColumn<Row> {
  readonly name: string
  readonly title: MessageDescriptor | string
  readonly type: GridType
  /** Pixels; a column that grows takes at least these. */
  readonly width: number
  readonly grows?: boolean
  /** Left out where the list is too narrow for all, the lowest number first: what opens beside the list has it. */
  readonly yields?: number
  /** Of type `choice`. */
  readonly choices?: readonly GridChoice[]
  /** What the cell shows; the value itself unless told. */
  readonly cell?: (row: Row) => ReactNode
  /** Shown only when somebody chooses it. */
  readonly isHidden?: boolean
  /** The column of the file that an edit of this cell writes; without it the cell is read only. */
  readonly edits?: string
}

export const isRight = (type: GridType): boolean => type === 'quantity' || type === 'integer' || type === 'date'

/** The title of a column in the reader's language. */
export function useTitle(): <Row>(column: GridColumn<Row>) => string {
  const { i18n } = useLingui()
  return ({ title }) => (typeof title === 'string' ? title : i18n._(title))
}

/** What a row holds in a column, as text; empty where it holds nothing. */
export function cellText<Row>(row: Row, name: string): string {
  const value = (row as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
