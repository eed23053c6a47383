import type { FastifyRequest } from 'fastify'
import type { Caller } from './partner-door.ts'

/** With the company that the token claims to be of; nothing of it is believed. */
export function callerOf({ ip, headers }: FastifyRequest): Caller {
  const [, payload = ''] = (headers.authorization ?? '').slice(0, LONGEST_TOKEN).split('.')
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly iss?: unknown } | null
    const iss = claims?.iss
    return { address: ip, did: typeof iss === 'string' ? iss.slice(0, LONGEST_DID) : '' }
  } catch {
    return { address: ip, did: '' }
  }
}

const LONGEST_TOKEN = 4_096
const LONGEST_DID = 500

export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Of a call that is refused no more of its body is read on; a longer one ends its connection. */
const READ_ON = 65_536

export const isLong = (request: FastifyRequest): boolean =>
  hasBody(request) && !(Number(request.headers['content-length']) <= READ_ON)
