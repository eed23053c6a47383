import type { FastifyRequest } from 'fastify'
import { Refused } from './problem.ts'

/** As deep as messages of the exchange may be nested. */
const DEEPEST = 66

/** The database keeps no zero character: a text that has one is refused at the door. Deeper is refused elsewhere. */
export async function refuseZeros({ params, query, body }: FastifyRequest): Promise<void> {
  const found = zeroIn({ params, query, body }, 0)
  if (found) throw new Refused('invalid', `${found} should have no zero character (U+0000); remove it`)
}

function zeroIn(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || isBytes(value) || depth > DEEPEST) return undefined
  for (const [name, one] of Object.entries(value)) {
    if (name.includes('\0') || (typeof one === 'string' && one.includes('\0'))) return name.replaceAll('\0', '')
    const inner = zeroIn(one, depth + 1)
    if (inner !== undefined) return inner
  }
  return undefined
}

const isBytes = (value: object): boolean => 'pipe' in value || value instanceof Uint8Array
