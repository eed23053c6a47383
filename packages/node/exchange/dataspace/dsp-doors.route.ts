import { type ErrorType, type Pids, writeError } from '@headwater/exchange/dataspace/messages'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { NotCanonical } from '@headwater/exchange/evidence/canonical-json'
import { readJson } from '@headwater/exchange/evidence/read-json'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Http } from '../../platform/http.ts'
import type { Log } from '../../platform/log.ts'
import { judge, Refused } from '../../platform/problem.ts'
import { DSP_PATH } from './dataspace.ts'
import { protocolVersions } from './read-catalogue.ts'

/** Largest message, bytes: control messages are small, data goes through other doors. */
const MESSAGE = 256 * 1024

/** The doors of the Dataspace Protocol 2025-1, both roles: read by its own rules, refused in its own words. */
export function dspDoors(http: Http, log: Log, register: (doors: FastifyInstance) => void): void {
  http.get('/.well-known/dspace-version', { config: { access: 'public' }, schema: { hide: true } }, () =>
    protocolVersions(),
  )
  http.register(
    async (doors) => {
      doors.removeAllContentTypeParsers()
      doors.addContentTypeParser(
        /^application\/(ld\+)?json/,
        { parseAs: 'string', bodyLimit: MESSAGE },
        async (_request: FastifyRequest, text: string) => readMessage(text),
      )
      doors.setErrorHandler((error: Error, request, reply) => {
        const { status, detail } = judge({ request, log }, error)
        const code = error instanceof Refused ? error.reason : String(status)
        return reply
          .code(status)
          .send(writeError(errorType(request.url), code, { reason: detail, pids: pidsIn(request) }))
      })
      register(doors)
    },
    { prefix: DSP_PATH },
  )
}

/** What two readers could take differently is refused before anything is done with it. */
function readMessage(text: string): JsonObject {
  try {
    const value = readJson(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  } catch (error) {
    if (error instanceof NotCanonical) throw new Refused('invalid', error.message)
    throw error
  }
  throw new Refused('invalid', 'The message should be a JSON object')
}

function errorType(url: string): ErrorType {
  if (url.startsWith(`${DSP_PATH}/negotiations`)) return 'ContractNegotiationError'
  return url.startsWith(`${DSP_PATH}/transfers`) ? 'TransferError' : 'CatalogError'
}

/** The pids that were asked with: an error names both, known or not. */
function pidsIn({ url, body, params }: FastifyRequest): Pids | undefined {
  if (errorType(url) === 'CatalogError') return undefined
  const { consumerPid, providerPid } = (body ?? {}) as { consumerPid?: unknown; providerPid?: unknown }
  const { pid = 'unknown' } = (params ?? {}) as { pid?: string }
  const said = (one: unknown): string => (typeof one === 'string' && one !== '' ? one.slice(0, 500) : pid)
  return { consumerPid: said(consumerPid), providerPid: said(providerPid) }
}
