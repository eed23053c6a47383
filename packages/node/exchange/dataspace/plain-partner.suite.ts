import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { NEGOTIATION, TRANSFER } from '@headwater/exchange/dataspace/transitions'
import { SignJWT } from 'jose'

/** A message that the node under test has sent. */
export interface Heard {
  readonly path: string
  readonly body: JsonObject
}

export interface Reply {
  readonly status: number
  readonly body: JsonObject
}

/** Another company's connector, of plain protocol: its own did:web over loopback, real ID tokens, no evidence service. */
export interface PlainPartner {
  readonly did: string
  /** Where it takes messages of the protocol. */
  readonly base: string
  /** Calls the node; a path is below the node's DSP address. A message is noted before it is sent, and once however often it is. */
  readonly call: (
    method: 'GET' | 'POST',
    path: string,
    body?: JsonObject,
  ) => Promise<Reply & { readonly headers: Headers }>
  readonly callAgain: PlainPartner['call']
  /** The next message about a process, by its pid at the node. */
  readonly hear: (pid: string) => Promise<Heard>
  /** The partner's own pid of a process that the node began; it was given in the answer. */
  readonly pidOf: (nodePid: string) => string
  /** From now on somebody else answers what the node says. */
  readonly relayTo: (relay: Relay) => void
  readonly close: () => Promise<void>
}

export type Relay = (method: string, heard: Heard) => Promise<Reply>

export interface NodeUnderTest {
  readonly address: string
  readonly did: string
}

/** What becomes of the answer to a message that comes for the first time; what it says has its effect in any case. */
export type Fault = 'none' | 'lost' | 'late'
const LATE_MS = 300

/** Opens a partner; `node` is asked for when a call is made, so that it may begin later. */
export async function openPlainPartner(
  node: () => NodeUnderTest,
  faultOf: (heard: Heard) => Fault = () => 'none',
): Promise<PlainPartner> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const mailbox = openMailbox()
  const pids = new Map<string, string>()
  const states = new Map<string, string>()
  let document: object = {}
  let relay: Relay | undefined
  const server = createServer((request, response) => void serve(request, response))
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/.well-known/did.json') return send(response, { status: 200, body: document as JsonObject })
    const path = request.url!.replace('/dsp', '')
    const heard = { path, body: JSON.parse(await textOf(request)) as JsonObject }
    if (relay) return send(response, await relay(request.method!, heard))
    if (request.method === 'GET') return send(response, ownView(path, pids, states))
    const usual = usualReply(heard, pids)
    const from = stateOf(states, heard.body)
    const isKnown = usual.status === 201 ? from !== undefined : !hasEdge(heard, from)
    // A message that comes again has no edge from the state that it led to; a first one finds what it began.
    if (isKnown) return send(response, usual.status === 201 ? usual : { status: 400, body: {} })
    noteState(states, heard.body)
    mailbox.put(heard)
    const fault = faultOf(heard)
    if (fault === 'lost') return void response.destroy()
    if (fault === 'late') await wait(LATE_MS)
    send(response, usual)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const did = `did:web:localhost%3A${port}`
  const base = `http://localhost:${port}/dsp`
  document = documentOf(did, publicKey, base)
  const callNode = callerOf(node, { did, privateKey })
  return {
    did,
    base,
    call: async (method, path, body) => {
      const before = body && stateOf(states, body)
      if (body) noteState(states, body)
      const reply = await callNode(method, path, body)
      const isRefused = body && reply.status >= 400 && stateOf(states, body) === stateAfter(body)
      if (isRefused) for (const pid of pidsIn(body)) states.set(pid, before ?? '')
      return reply
    },
    callAgain: callNode,
    hear: mailbox.take,
    pidOf: (pid) => pids.get(pid)!,
    relayTo: (next) => {
      relay = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const KEY = 'key-1'

const callerOf =
  (node: () => NodeUnderTest, { did, privateKey }: { did: string; privateKey: KeyObject }): PlainPartner['call'] =>
  async (method, path, body) => {
    const { address, did: audience } = node()
    const authorization = `Bearer ${await tokenOf(did, privateKey, audience)}`
    const response = await fetch(`${address}/dsp/2025-1${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const { status, headers } = response
    return { status, headers, body: JSON.parse((await response.text()) || '{}') as JsonObject }
  }

const documentOf = (did: string, publicKey: KeyObject, base: string): object => ({
  id: did,
  verificationMethod: [
    { id: `${did}#${KEY}`, type: 'JsonWebKey2020', controller: did, publicKeyJwk: publicKey.export({ format: 'jwk' }) },
  ],
  assertionMethod: [`${did}#${KEY}`],
  authentication: [`${did}#${KEY}`],
  capabilityInvocation: [`${did}#${KEY}`],
  service: [{ id: `${did}#dsp`, type: 'DataService', serviceEndpoint: base }],
})

const tokenOf = (did: string, key: KeyObject, audience: string): Promise<string> =>
  new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', kid: `${did}#${KEY}` })
    .setIssuer(did)
    .setSubject(did)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key)

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return text || '{}'
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A first message is answered with a pid of the partner's own, the same again with the same. */
function usualReply({ path, body }: Heard, pids: Map<string, string>): Reply {
  const isRequest = path.endsWith('/request') && body.providerPid === undefined
  if (!isRequest && path !== '/negotiations/offers') return { status: 200, body: {} }
  const [asked, answered] = isRequest
    ? (['consumerPid', 'providerPid'] as const)
    : (['providerPid', 'consumerPid'] as const)
  const nodePid = body[asked] as string
  const pid = pids.get(nodePid) ?? `urn:uuid:${randomUUID()}`
  pids.set(nodePid, pid)
  const type = path.startsWith('/transfers') ? 'TransferProcess' : 'ContractNegotiation'
  const state = isRequest ? 'REQUESTED' : 'OFFERED'
  return {
    status: 201,
    body: { '@context': body['@context']!, '@type': type, [asked]: nodePid, [answered]: pid, state },
  }
}

const STATES: Readonly<Record<string, string>> = {
  ContractRequestMessage: 'REQUESTED',
  ContractOfferMessage: 'OFFERED',
  ContractAgreementMessage: 'AGREED',
  ContractAgreementVerificationMessage: 'VERIFIED',
  ContractNegotiationTerminationMessage: 'TERMINATED',
  TransferRequestMessage: 'REQUESTED',
  TransferStartMessage: 'STARTED',
  TransferCompletionMessage: 'COMPLETED',
  TransferSuspensionMessage: 'SUSPENDED',
  TransferTerminationMessage: 'TERMINATED',
}

/** Each message leads to one state, whichever it comes from. */
const stateAfter = (body: JsonObject): string => STATES[body['@type'] as string] ?? (body.eventType as string)

/** Whether a message leads on from a state, whoever says it; a message of a process that is new does. */
function hasEdge({ path, body }: Heard, from: string | undefined): boolean {
  const table: readonly { readonly from: string | null; readonly to: string }[] = path.startsWith('/transfers')
    ? TRANSFER
    : NEGOTIATION
  return from === undefined || table.some((one) => one.from === from && one.to === stateAfter(body))
}

const pidsIn = ({ consumerPid, providerPid }: JsonObject): readonly string[] =>
  [consumerPid, providerPid].filter((one) => typeof one === 'string')

const stateOf = (states: ReadonlyMap<string, string>, body: JsonObject): string | undefined =>
  pidsIn(body)
    .map((pid) => states.get(pid))
    .find((state) => state !== undefined)

function noteState(states: Map<string, string>, body: JsonObject): void {
  for (const pid of pidsIn(body)) states.set(pid, stateAfter(body))
}

/** What it says of a process when it is asked. */
function ownView(path: string, pids: ReadonlyMap<string, string>, states: ReadonlyMap<string, string>): Reply {
  const pid = decodeURIComponent(path.split('/').at(-1)!)
  const nodePid = [...pids].find(([, own]) => own === pid)?.[0]
  const state = states.get(pid) ?? states.get(nodePid ?? '')
  return state === undefined ? { status: 404, body: {} } : { status: 200, body: { state } }
}

/** Messages by the pids in them, kept until they are asked for; the same words twice in a row are taken once. */
function openMailbox() {
  const kept = new Map<string, Heard[]>()
  const waiting = new Map<string, ((heard: Heard) => void)[]>()
  const last = new Map<string, string>()
  return {
    put: (heard: Heard): void => {
      const words = JSON.stringify(heard)
      for (const pid of pidsIn(heard.body)) {
        if (last.get(pid) === words) continue
        last.set(pid, words)
        const next = waiting.get(pid)?.shift()
        if (next) next(heard)
        else kept.set(pid, [...(kept.get(pid) ?? []), heard])
      }
    },
    take: (pid: string): Promise<Heard> => {
      const next = kept.get(pid)?.shift()
      if (next) return Promise.resolve(next)
      return new Promise((done) => waiting.set(pid, [...(waiting.get(pid) ?? []), done]))
    },
  }
}
