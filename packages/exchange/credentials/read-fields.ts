/** A JSON object whose members nobody has checked yet. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON-LD lets one stand for a list of one. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** The texts of a list; undefined: something in it is none. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const list = listOf(value)
  return list.every((one): one is string => typeof one === 'string') ? list : undefined
}

/** A DID or an address may stand by itself, or as the id of an object. */
export const idOf = (value: unknown): unknown => (isFields(value) ? value.id : value)

/** A stranger's value in a message of ours: short, whatever it is. */
export const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value.slice(0, 200)
    : isFields(value)
      ? 'an object'
      : Array.isArray(value)
        ? 'a list'
        : `${value as null}`
