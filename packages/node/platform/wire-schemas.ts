import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { projectFolder } from './home-folder.ts'

/** The schemas of what companies send each other, by their place: `dataspace/catalog`. */
const FOLDER = join(projectFolder, 'schemas', 'exchange')

/** Why a message is not of a schema, in words; null: it is. */
export type WireCheck = (value: unknown) => string | null

let ajv: Ajv2020 | undefined
const checks = new Map<string, ValidateFunction>()

/** Nothing is read before the first message of its kind comes. */
export const wireCheck =
  (name: string): WireCheck =>
  (value) => {
    const check = checks.get(name) ?? compile(name)
    return check(value) ? null : faultOf(check.errors ?? [])
  }

function compile(name: string): ValidateFunction {
  ajv ??= readAll()
  const found = ajv.getSchema(idOf(name))
  if (!found) throw new Error(`schemas/exchange/${name}.json should exist`)
  checks.set(name, found)
  return found
}

function readAll(): Ajv2020 {
  const made = new Ajv2020({ strict: false, allErrors: false })
  // Its types are those of CommonJS.
  const formats = addFormats as unknown as (to: Ajv2020) => void
  formats(made)
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.json')) {
      const schema = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { readonly $id?: string }
      made.addSchema(schema, schema.$id ?? idOf(file.slice(0, -'.json'.length)))
    }
  return made
}

/** The names of the schemas are addresses that nobody fetches. */
const idOf = (name: string): string => `https://headwater.example/schemas/exchange/${name}.json`

function faultOf([error]: readonly ErrorObject[]): string {
  if (!error) return 'The message should be of its schema'
  const { instancePath, keyword, message, params } = error
  const place = instancePath === '' ? 'The message' : instancePath
  if (keyword === 'const')
    return `${place} should be ${JSON.stringify((params as { allowedValue: unknown }).allowedValue)}`
  if (keyword === 'enum')
    return `${place} should be one of ${(params as { allowedValues: readonly unknown[] }).allowedValues.join(', ')}`
  return `${place} ${message ?? 'should be of its schema'}`
}
