import type { TProperties, TSchema } from 'typebox'
import type { Database } from './database.ts'
import type { Role } from './guard.ts'
import type { ListSource } from './list-source.ts'

interface Searched {
  readonly search?: string
}

export interface ListFacts {
  /** `/api/order-lines` */
  readonly path: string
  readonly summary: string
  /** Fixed, or of the path's parameters and of what is searched. */
  readonly source: ListSource | ((params: Readonly<Record<string, string>>, query: Searched) => Promise<ListSource>)
  readonly row: TSchema
  /** Everybody unless told. */
  readonly access?: Role
  /** Of the path. */
  readonly params?: TProperties
  readonly session: Database
  /** Business day. */
  readonly today: () => Promise<string>
}

/** A list by its name, with the parameters that its name has. */
export interface KnownList {
  readonly facts: ListFacts
  readonly params: Readonly<Record<string, string>>
  /** Who may read it. */
  readonly access: Role
}

export const sourceOf = async ({ source }: ListFacts, params: unknown, query: Searched): Promise<ListSource> =>
  typeof source === 'function' ? source(params as Record<string, string>, query) : source
