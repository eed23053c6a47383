import { canonicalJson, type Json, NotCanonical } from './canonical-json.ts'
import { readJson } from './read-json.ts'

/** What the first line of an export says it is. */
export const EXPORT_FORMAT = 'headwater-record/1'

/** Kinds of lines in the order in which they come; `record` and `leaf` follow the `log` that they are of. */
export const LINE_KINDS = [
  'header',
  'document',
  'agreement',
  'checkpoint',
  'log',
  'record',
  'leaf',
  'incident',
  'end',
] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** A fault of an export, in words. */
export class ExportFault extends Error {}

/** Milliseconds since 1970. */
export function momentOf(text: string, name: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new ExportFault(`${name} (${text}) should be a moment, as 2026-11-26T08:00:00Z`)
  return at
}

/** What stands in place of something else, cut short. */
export const shown = (value: Json | undefined): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)

/** One line: a JSON object in its canonical form. Its members are looked at when they are asked for. */
export class ExportLine {
  readonly kind: LineKind
  readonly written: string
  readonly #fields: { readonly [name: string]: Json }

  private constructor(kind: LineKind, written: string, fields: { readonly [name: string]: Json }) {
    this.kind = kind
    this.written = written
    this.#fields = fields
  }

  /** Throws ExportFault where the line is not the one way to write what it says. */
  static read(text: string): ExportLine {
    const value = readLine(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ExportFault('should be a JSON object')
    const fields = value as { readonly [name: string]: Json }
    const kind = LINE_KINDS.find((one) => one === fields.kind)
    if (!kind) throw new ExportFault(`kind (${shown(fields.kind)}) should be one of ${LINE_KINDS.join(', ')}`)
    return new ExportLine(kind, text, fields)
  }

  json(name: string): Json {
    const value = this.#fields[name]
    if (value === undefined) throw new ExportFault(`a line of kind ${this.kind} should have ${name}`)
    return value
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined
  }

  text(name: string): string {
    const value = this.json(name)
    if (typeof value !== 'string') throw new ExportFault(`${name} should be a text`)
    return value
  }

  whole(name: string): number {
    const value = this.json(name)
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw new ExportFault(`${name} should be a whole number`)
    return value as number
  }

  /** A JSON object within the line, of which some members should be texts. */
  object<Name extends string>(
    name: string,
    texts: readonly Name[],
  ): { readonly [name: string]: Json } & Record<Name, string> {
    const value = this.json(name) as { readonly [name: string]: Json } & Record<Name, string>
    if (typeof value !== 'object' || value === null) throw new ExportFault(`${name} should be an object`)
    for (const one of texts)
      if (typeof value[one] !== 'string') throw new ExportFault(`${one} of ${name} should be a text`)
    return value
  }
}

function readLine(text: string): Json {
  try {
    const value = readJson(text)
    if (canonicalJson(value) === text) return value
  } catch (error) {
    if (error instanceof NotCanonical) throw new ExportFault(error.message)
    throw error
  }
  throw new ExportFault('should be written in its canonical form (RFC 8785)')
}
