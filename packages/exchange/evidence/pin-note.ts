import type { Json } from './canonical-json.ts'

/**
 * What a company notes, and signs, when a person took other keys for a partner's than those that its old keys announced: the only link
 * between the two is this person's word.
 */
export interface PinNote {
  /** ISO 8601: the old keys count no longer than until then. */
  readonly at: string
  /** Who compared the thumbprints. */
  readonly by: string
  /** Of the partner. */
  readonly did: string
  /** Thumbprints of the keys that are taken, and of those that count no longer. */
  readonly new: readonly string[]
  readonly old: readonly string[]
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** Undefined: it is no note. */
export function readPinNote(value: Json): PinNote | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { at, by, did, new: after, old } = value as { readonly [name: string]: Json }
  return typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof by === 'string' &&
    typeof did === 'string' &&
    isTexts(after) &&
    isTexts(old)
    ? { at, by, did, new: after, old }
    : undefined
}
