import { createHash } from 'node:crypto'
import { existsSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { UploadMade } from '../../../schemas/rest/records.ts'
import { InvalidInput } from '../command.ts'
import { printable } from '../printable.ts'

const PROJECT = resolve(import.meta.dirname, '..', '..', '..')
const DEFAULT_URL = 'http://localhost:4700'

/** A running node, spoken to as a person or a program. */
export interface NodeClient {
  readonly address: string
  readonly ask: <T>(method: string, path: string, body?: unknown) => Promise<T>
  readonly bytes: (path: string) => Promise<Uint8Array>
  /** Of an answer that is read as it comes. */
  readonly stream: (path: string) => Promise<ReadableStream<Uint8Array>>
  /** Sends a file, by its path or its bytes; resolves with the id to name it by. */
  readonly upload: (name: string, content: string | Uint8Array) => Promise<string>
}

/** What the node refused, with its status. */
export class NodeRefusal extends InvalidInput {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * Opens HEADWATER_URL (else the node that runs on this machine, else localhost:4700) with HEADWATER_TOKEN; without a token, with the first login that the node keeps for its own
 * user. Throws InvalidInput: what is missing, and what to do.
 */
export async function openNode(): Promise<NodeClient> {
  const address = (process.env.HEADWATER_URL || startedAddress() || DEFAULT_URL).replace(/\/$/, '')
  if (!URL.canParse(address)) throw new InvalidInput(`HEADWATER_URL (${address}) should be an address, ${DEFAULT_URL}`)
  let headers = tokenHeaders() ?? keptSession(address) ?? (await login(address))
  const attempt = (method: string, path: string, body?: unknown): Promise<Response> =>
    call(`${address}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': typeOf(body) }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
  const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
    let response = await attempt(method, path, body)
    if (response.status === 401 && tokenHeaders() === null) {
      headers = await login(address)
      response = await attempt(method, path, body)
    }
    if (response.ok) return response
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string }
    throw new NodeRefusal(
      response.status,
      printable(problem.detail ?? problem.title ?? `the node answered ${response.status}`),
    )
  }
  return {
    address,
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const response = await send(method, path, body)
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    bytes: async (path) => new Uint8Array(await (await send('GET', path)).arrayBuffer()),
    stream: async (path) => (await send('GET', path)).body ?? new ReadableStream(),
    upload: async (name, content) => {
      const body =
        typeof content === 'string' ? await openAsBlob(content) : new Blob([content as Uint8Array<ArrayBuffer>])
      const response = await send('POST', `/api/uploads?name=${encodeURIComponent(name)}`, body)
      return ((await response.json()) as UploadMade).upload
    },
  }
}

const typeOf = (body: unknown): string => (body instanceof Blob ? 'application/octet-stream' : 'application/json')

const OWN_REQUEST = { 'x-headwater-request': '1' }

const tokenHeaders = (): Record<string, string> | null =>
  process.env.HEADWATER_TOKEN ? { authorization: `Bearer ${process.env.HEADWATER_TOKEN}` } : null

/** The session of the last command: logins are counted by the node, commands are not. */
const sessionFile = (): string => join(homeFolder(), 'cli-session.json')

function keptSession(address: string): Record<string, string> | null {
  const kept = readJson<{ address: string; cookie: string }>(sessionFile())
  return kept?.address === address && mayBeTold(address) ? { ...OWN_REQUEST, cookie: kept.cookie } : null
}

/** null: it is not there, or cannot be read, as after a full disk. */
function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The first login is for the node of this home alone: on this machine, or at the address that it noted there. */
function mayBeTold(address: string): boolean {
  if (LOOPBACK.test(new URL(address).hostname)) return true
  return readJson<{ note: string }>(join(homeFolder(), 'node.lock'))?.note === address
}

/** Logs in with the first login that the node keeps for its own user, and keeps the session for the next command. */
async function login(address: string): Promise<Record<string, string>> {
  if (!mayBeTold(address))
    throw new InvalidInput(
      `HEADWATER_TOKEN is missing: ${address} is not the node of this machine, so it is not told the first login. ` +
        `Make a token there (POST ${address}/api/tokens, or ask the owner) and set it in the environment`,
    )
  const file = join(homeFolder(), 'first-login.json')
  if (!existsSync(file))
    throw new InvalidInput(
      `HEADWATER_TOKEN is missing. Make a token (POST ${address}/api/tokens, or ask the owner) and set it in the environment`,
    )
  const { email, password } = JSON.parse(readFileSync(file, 'utf8')) as { email: string; password: string }
  const response = await call(`${address}/api/session`, {
    method: 'POST',
    headers: { ...OWN_REQUEST, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (response.status === 429) throw new InvalidInput('Too many logins; try again in a minute, or set HEADWATER_TOKEN')
  if (!response.ok) throw new InvalidInput('The first login is no longer valid. Make a token and set HEADWATER_TOKEN')
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  // Another command may read it meanwhile.
  const whole = `${sessionFile()}.${process.pid}`
  writeFileSync(whole, JSON.stringify({ address, cookie }), { mode: 0o600 })
  renameSync(whole, sessionFile())
  return { ...OWN_REQUEST, cookie }
}

async function call(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    throw new InvalidInput(`No node answers at ${new URL(url).origin}. Start one with npm start, or set HEADWATER_URL`)
  }
}

/** Where the node of this machine says it is; undefined: none has said so. */
function startedAddress(): string | undefined {
  try {
    const { note } = JSON.parse(readFileSync(join(homeFolder(), 'node.lock'), 'utf8')) as { note?: string }
    return note?.startsWith('http') ? note : undefined
  } catch {
    return undefined
  }
}

/** The same folder that the node keeps its state in. */
function homeFolder(): string {
  if (process.env.HEADWATER_HOME) return resolve(process.env.HEADWATER_HOME)
  if (process.getuid?.() !== 0) return join(PROJECT, '.headwater')
  return join('/var/lib/headwater', createHash('sha256').update(PROJECT).digest('hex').slice(0, 8))
}
