import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { checkSchema } from '@headwater/exchange/credentials/check-schema'
import type { Credential } from '@headwater/exchange/credentials/credential'
import { isFields, shown } from '@headwater/exchange/credentials/read-fields'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'

const MOST_SCHEMAS = 2
const MOST_BYTES = 65_536

/** Whether a credential is of every schema that it names: the whole of it, or under the older name what it says of its subjects. */
export async function checkSchemas(
  { schemas, body, subjects }: Credential,
  fetch: OutboundFetch,
): Promise<Result<null>> {
  if (schemas.length > MOST_SCHEMAS) return fail('forbidden', `credential should name at most ${MOST_SCHEMAS} schemas`)
  for (const one of schemas) {
    const { type, id } = isFields(one) ? one : {}
    const values = type === 'JsonSchema' ? [body] : type === 'JsonSchemaValidator2018' ? subjects : undefined
    if (!values || typeof id !== 'string')
      return fail('forbidden', `credentialSchema should be a JsonSchema with an address, not (${shown(type)})`)
    const schema = await fetchSchema(id, fetch)
    if (!schema.ok) return schema
    for (const value of values) {
      const checked = checkSchema(schema.value, value)
      if (!checked.ok) return checked
    }
  }
  return succeed(null)
}

async function fetchSchema(address: string, fetch: OutboundFetch): Promise<Result<unknown>> {
  const { status, body } = await fetch(address, { maxBytes: MOST_BYTES })
  if (status !== 200)
    return fail('forbidden', `credentialSchema (${address}) should be there, not answered with ${status}`)
  try {
    return succeed(JSON.parse(body.toString('utf8')) as unknown)
  } catch {
    return fail('forbidden', `credentialSchema (${address}) should be JSON`)
  }
}
