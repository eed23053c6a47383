import { lookup as systemLookup } from 'node:dns/promises'
import { once } from 'node:events'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicIp, readOutboundAddress } from './outbound-fetch-address.ts'

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Of the answer's body; 256 KiB unless told. */
  readonly maxBytes?: number
  /** From the first look for the name to the last byte of the answer; 5 s unless told. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

export type OutboundFetch = (url: string, request?: OutboundRequest) => Promise<OutboundAnswer>

/** Why a call got no answer. `forbidden`: it may never be made; `invalid`: the answer cannot be used; `unavailable`: perhaps later. */
export class OutboundFailure extends Error {
  readonly reason: 'forbidden' | 'invalid' | 'unavailable'
  constructor(reason: OutboundFailure['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export interface OutboundOptions {
  /** HEADWATER_LOOPBACK_PARTNERS: plain http to this machine too. */
  readonly loopback: boolean
  /** Every address of a name; the system's resolver unless told. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
  /** Certificates to trust in place of the system's. */
  readonly ca?: string
}

export interface Outbound {
  readonly fetch: OutboundFetch
  /** Ends the connections that are kept for the next call. */
  readonly close: () => void
}

const MOST_BYTES = 256 * 1024
const TIMEOUT_MS = 5_000
/** Connections to one partner at once, and how long one is kept without a call. */
const SOCKETS = 64
const IDLE_MS = 30_000

/**
 * The only way out of the node to an address that came from outside. https alone; every address of the name is looked at when a connection
 * is made, and the connection goes to one of those that were looked at, so that a name cannot be bound anew in between; no redirect is
 * followed, no answer unpacked; size and time are bounded. Throws OutboundFailure.
 */
export function openOutbound({ loopback, resolve = resolveBySystem, ca }: OutboundOptions): Outbound {
  const keep = { keepAlive: true, maxSockets: SOCKETS, maxFreeSockets: SOCKETS, timeout: IDLE_MS }
  const agents: Agents = { 'https:': new HttpsAgent({ ...keep, ...(ca ? { ca } : {}) }), 'http:': new HttpAgent(keep) }
  const checked = checkedLookup(resolve)
  return {
    fetch: async (text, request = {}) => {
      const read = readOutboundAddress(text, { loopback })
      if ('wrong' in read) throw new OutboundFailure('forbidden', `address (${shown(text)}) ${read.wrong}`)
      const { url, isLoopback } = read.value
      const agent = agents[url.protocol as keyof Agents]
      return call(url, request, { agent, lookup: isLoopback ? loopbackLookup : checked })
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

type Agents = Readonly<Record<'http:' | 'https:', HttpAgent>>

/** A long or odd address is not repeated whole in a message. */
const shown = (text: string): string => text.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?')

const resolveBySystem = async (name: string): Promise<readonly string[]> =>
  (await systemLookup(name, { all: true })).map((one) => one.address)

/** One address that is not public spoils the name: it is either a mistake or an attack. */
const checkedLookup =
  (resolve: NonNullable<OutboundOptions['resolve']>): LookupFunction =>
  (name, options, done) => {
    void resolve(name)
      .catch(() => [])
      .then((addresses) => {
        const wrong = addresses.find((one) => !isPublicIp(one))
        if (wrong !== undefined) done(notPublic(name, wrong), '')
        else if (addresses.length === 0) done(new OutboundFailure('unavailable', `name (${name}) has no address`), '')
        else answerLookup(addresses, options, done)
      })
  }

const notPublic = (name: string, address: string): OutboundFailure =>
  new OutboundFailure('forbidden', `name (${name}) should lead to public addresses, not to ${address}`)

const loopbackLookup: LookupFunction = (_name, options, done) => answerLookup(['127.0.0.1'], options, done)

function answerLookup(addresses: readonly string[], ...[{ all }, done]: LookupRest): void {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  if (all) done(null, found)
  else done(null, found[0]!.address, found[0]!.family)
}
type LookupRest = [Parameters<LookupFunction>[1], Parameters<LookupFunction>[2]]

async function call(
  url: URL,
  { method = 'GET', headers = {}, body, maxBytes = MOST_BYTES, timeoutMs = TIMEOUT_MS, signal }: OutboundRequest,
  way: { readonly agent: HttpAgent; readonly lookup: LookupFunction },
): Promise<OutboundAnswer> {
  const ends = AbortSignal.timeout(timeoutMs)
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest
  const request = send(url, {
    method,
    ...way,
    signal: signal ? AbortSignal.any([signal, ends]) : ends,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
  })
  // Told again while the answer is read; an error that nobody waits for would end the process.
  request.on('error', () => {})
  request.end(body)
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return await readAnswer(response, { maxBytes, host: url.host })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (ends.aborted) throw new OutboundFailure('unavailable', `${url.host} gave no whole answer in ${timeoutMs} ms`)
    throw failureOf(error as Error, url)
  }
}

const failureOf = (error: Error, url: URL): Error =>
  error instanceof OutboundFailure
    ? error
    : new OutboundFailure(
        'unavailable',
        `${url.host} could not be reached: ${(error as NodeJS.ErrnoException).code ?? error.message}`,
      )

async function readAnswer(
  response: IncomingMessage,
  { maxBytes, host }: { readonly maxBytes: number; readonly host: string },
): Promise<OutboundAnswer> {
  const refuse = (what: string): never => {
    response.destroy()
    throw new OutboundFailure('invalid', `${host} ${what}`)
  }
  const status = response.statusCode ?? 0
  const packed = response.headers['content-encoding']
  if (status >= 300 && status < 400 && status !== 304) refuse(`should answer itself, not send on (${status})`)
  if (packed !== undefined && packed !== 'identity') refuse(`should not pack its answer (${shown(packed)})`)
  const tooLarge = `should answer with at most ${maxBytes} bytes`
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) refuse(tooLarge)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) refuse(tooLarge)
    parts.push(part)
  }
  return { status, headers: response.headers, body: Buffer.concat(parts) }
}
