import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isRoot } from './platform/home-folder.ts'
import { NODE_ENVIRONMENT, NODE_FLAGS } from './platform/memory.ts'

/** A home for nodes of one test; the database's user can enter it. */
export function makeHome(): { readonly home: string; readonly remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'node-test-'))
  if (isRoot()) chmodSync(home, 0o711)
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}

/** A request with plain headers. */
export type NodeRequest = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

/** A real node as a process of its own, spoken to over loopback. */
export interface RunningNode {
  readonly child: ChildProcess
  readonly said: readonly string[]
  readonly address: string
  /** The owner's session, as `name=value; name=value`. */
  readonly cookie: string
  /** As the owner. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  /** The same with any request. */
  readonly send: (path: string, request: NodeRequest) => Promise<Response>
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Hundreds of plans are made in tests, and few of them are about the search for a schedule. */
const QUICK = { HEADWATER_SEARCH_SECONDS: '1' }

function spawnNode(home: string, words: readonly string[], settings: Readonly<Record<string, string>>) {
  const program = new URL('./main.ts', import.meta.url).pathname
  const flags = ['--disable-warning=ExperimentalWarning', ...NODE_FLAGS]
  return spawn(process.execPath, [...flags, program, '--port', '0', ...words], {
    env: {
      ...process.env,
      ...NODE_ENVIRONMENT,
      HEADWATER_HOME: home,
      HEADWATER_NO_OPEN: '1',
      DATABASE_URL: '',
      ...QUICK,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts a node and resolves when it has said its last line. */
export async function startNode(
  home: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningNode> {
  const child = spawnNode(home, words, settings)
  const said: string[] = []
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  await new Promise<void>((done, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line)
      if (line.startsWith('Next')) done()
    })
    child.on('exit', (code) => fail(new Error(`the node ended with ${code}: ${errors.join('')}`)))
  })
  const [, address] = /^Address\s+(\S+)/.exec(said.find((line) => line.startsWith('Address'))!)!
  const [, email, password] = /^Login\s+(\S+)\s+(\S+)/.exec(said.find((line) => line.startsWith('Login'))!)!
  const login = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-headwater-request': '1' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const send = (path: string, request: NodeRequest): Promise<Response> =>
    fetch(`${address}${path}`, {
      ...request,
      headers: { cookie, 'x-headwater-request': '1', ...request.headers },
    })
  return {
    child,
    said,
    address: address!,
    cookie,
    ask: async (method, path, body) => {
      const response = await send(path, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
    },
    send,
    end: async (signal = 'SIGTERM') => {
      child.removeAllListeners('exit')
      const ended = child.exitCode !== null || child.signalCode !== null ? null : once(child, 'exit')
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}
