import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { Refused } from '../../platform/problem.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'

/** A body that is a message of one of these schemas; refused `invalid` with the first thing that is wrong in it. */
export function checkedMessage(body: unknown, schemas: readonly string[]): JsonObject {
  const message = body as JsonObject | null | undefined
  if (!message) throw new Refused('invalid', 'The message should be JSON, with content-type application/json')
  const schema = schemas.find((one) => typeOf(one) === message['@type'])
  if (!schema)
    throw new Refused(
      'invalid',
      `@type (${JSON.stringify(message['@type'] ?? null).slice(0, 100)}) should be ${schemas.map(typeOf).join(' or ')}`,
    )
  const fault = wireCheck(`dataspace/${schema}`)(message)
  if (fault !== null) throw new Refused('invalid', fault)
  return message
}

/** `contract-request-message` → `ContractRequestMessage`. */
const typeOf = (schema: string): string =>
  schema.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
