import type { RowState } from '../../../schemas/rest/imports.ts'

/** What of the page the address holds. */
export interface ImportsSearch {
  /** The import that is being prepared; without it, the way in and the imports before. */
  readonly draft?: string
  /** Which of its files is shown, counted from 0. */
  readonly file?: number
  /** Only rows of this state. */
  readonly state?: RowState
}

export const STATES = ['new', 'changed', 'same', 'wrong', 'unchecked'] as const

export function readImportsSearch(search: Record<string, unknown>): ImportsSearch {
  const { draft, file } = search
  const state = STATES.find((one) => one === search.state)
  return {
    ...(typeof draft === 'string' || typeof draft === 'number' ? { draft: String(draft) } : {}),
    ...(typeof file === 'number' && file > 0 ? { file } : {}),
    ...(state ? { state } : {}),
  }
}
