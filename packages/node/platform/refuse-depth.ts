import type { FastifyRequest } from 'fastify'
import { Refused } from './problem.ts'

/** As deep as the canonical text of the exchange; whoever nests more wants to break a reader. */
const MOST_DEPTH = 64

/** A body of a partner that is nested too deeply is refused at the door, before anything walks through it by calling itself. */
export async function refuseDepth({ partner, body }: FastifyRequest): Promise<void> {
  if (partner === null || typeof body !== 'object' || body === null) return
  let level: readonly object[] = [body]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) throw new Refused('invalid', `body should be nested at most ${MOST_DEPTH} levels deep`)
    level = level.flatMap(objectsIn)
  }
}

const objectsIn = (value: object): readonly object[] =>
  value instanceof Uint8Array || 'pipe' in value
    ? []
    : Object.values(value).filter((one) => typeof one === 'object' && one !== null)
