import type { EditAnswer, RecordEdit } from '../../../schemas/rest/edits.ts'

export type Conflict = EditAnswer['conflicts'][number]

/** Whose value stays: by edit and field, as in `conflictKey`. */
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

export const conflictKey = ({ edit, field }: Pick<Conflict, 'edit' | 'field'>): string => `${edit} ${field}`

/** What was typed for a cell that somebody changed meanwhile; null: the row was to go. */
export const typedFor = (edit: RecordEdit, field: string): string | null => edit.cells?.[field] ?? null

/**
 * Edits to be written again after a choice for each conflict: what is kept of one's own is written over what stands there now, the rest
 * stays as the other left it. Of a row that is gone nothing can be kept.
 */
export function mergeEdits(
  edits: readonly RecordEdit[],
  conflicts: readonly Conflict[],
  choices: Choices,
): readonly RecordEdit[] {
  return edits.flatMap((edit, i) => {
    const own = conflicts.filter((one) => one.edit === i)
    if (own.some((one) => one.now === null)) return []
    const given = own.filter((one) => choices[conflictKey(one)] !== 'mine').map((one) => one.field)
    const seen = Object.fromEntries(own.map((one) => [one.field, one.now!]))
    const was = without({ ...edit.was, ...seen }, given)
    if (edit.cells === null) return given.length > 0 ? [] : [{ ...edit, was }]
    const cells = without(edit.cells, given)
    return Object.keys(cells).length === 0 ? [] : [{ ...edit, was, cells }]
  })
}

const without = (cells: Readonly<Record<string, string>>, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([field]) => !fields.includes(field)))
