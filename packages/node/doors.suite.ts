import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Accounts, identifyWith, openAccounts } from './accounts/index.ts'
import { createPerson } from './accounts/people.ts'
import { createToken } from './accounts/tokens.ts'
import { backupTask } from './backup/backup.task.ts'
import { BACKUP_TASK } from './backup/order-backup.ts'
import { type Exchange, type ExchangeOptions, openExchange } from './exchange/index.ts'
import { openClock } from './platform/clock.ts'
import { ROLES, type Role } from './platform/guard.ts'
import { type Http, openHttp } from './platform/http.ts'
import { silentLog } from './platform/log.ts'
import type { DoorRules } from './platform/partner-door.ts'
import { runWorker } from './platform/task-worker.ts'
import { openTestDatabase, type TestDatabase } from './platform/test-database.ts'
import { registerDoors } from './register-doors.ts'
import { tasksOf } from './tasks.ts'

export const PASSWORD = 'a long enough password'
/** What a page of the node sends with each change. */
export const OWN = { 'x-headwater-request': '1' }

export interface Call {
  readonly method?: string
  readonly headers?: Record<string, string>
  /** Sent as JSON, bytes as they are. */
  readonly body?: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> | string
}

/** The node's doors with a person of each role, on a database of their own, with a worker behind them. */
export interface Doors {
  readonly database: TestDatabase
  readonly http: Http
  readonly exchange: Exchange
  readonly address: string
  /** Every route of the API. */
  readonly routes: readonly { readonly method: string; readonly url: string }[]
  readonly call: (path: string, call?: Call) => Promise<Answer>
  /** Headers of a program that acts with this role. Made without a login over HTTP: the door counts those. */
  readonly token: (role: Role) => Promise<Record<string, string>>
  /** Headers of a browser in which a person with this role is logged in. */
  readonly login: (role: Role, password?: string) => Promise<Record<string, string>>
  readonly close: () => Promise<void>
}

export interface DoorOptions extends Partial<ExchangeOptions> {
  /** Other limits of the doors of partners. */
  readonly doorRules?: DoorRules
  /** More doors, for what only a test has. */
  readonly doors?: (http: Http, exchange: Exchange) => void
}

export async function openDoors(options: DoorOptions = {}): Promise<Doors> {
  const database = await openTestDatabase()
  const accounts = await openAccounts(database, 'http://localhost')
  const people = await createPeople(accounts)
  const clock = await openClock(database)
  const exchange = await openExchange(database, { log: silentLog, clock, loopbackPartners: true, ...options })
  const http = await openHttp({
    log: silentLog,
    identify: identifyWith(accounts),
    identifyPartner: exchange.identifyPartner,
    doorRules: options.doorRules,
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  const home = mkdtempSync(join(tmpdir(), 'headwater-doors-'))
  registerDoors(http, { database, clock, accounts, place: { home, version: '0.1.0', isEmbedded: false }, exchange })
  options.doors?.(http, exchange)
  const address = await http.listen({ host: '127.0.0.1', port: 0 })
  await exchange.identity.settle(address)
  const worker = await runWorker({
    database,
    url: database.url,
    tasks: { ...tasksOf({ exchange }), [BACKUP_TASK]: backupTask(home) },
    concurrency: 2,
    log: silentLog,
  })
  const call = callerOf(address)
  return {
    database,
    http,
    exchange,
    address,
    routes: routesOf(http),
    call,
    token: async (role) => {
      const by = { id: people.get(role)!, email: emailOf(role), name: role, role, by: 'cookie' as const }
      const { token } = await createToken(accounts, { name: 'test', role, days: 1 }, by)
      return { authorization: `Bearer ${token}` }
    },
    login: async (role, password = PASSWORD) => {
      const body = { email: emailOf(role), password }
      const { status, headers } = await call('/api/session', { method: 'POST', headers: OWN, body })
      if (status !== 200) throw new Error(`login of ${role} answered ${status}`)
      const cookies = headers.getSetCookie().map((one) => one.split(';')[0])
      return { ...OWN, cookie: cookies.join('; ') }
    },
    close: async () => {
      await worker.stop()
      await http.close()
      await exchange.close()
      await database.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function createPeople(accounts: Accounts): Promise<ReadonlyMap<Role, string>> {
  const people = new Map<Role, string>()
  for (const role of ROLES) {
    const person = { email: emailOf(role), name: role, password: PASSWORD, role }
    people.set(role, await createPerson(accounts, person, 'test'))
  }
  return people
}

export const emailOf = (role: Role): string => `${role}@example.com`

function callerOf(address: string): Doors['call'] {
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined
        ? {}
        : { body: isBytes || typeof body === 'string' ? (body as string) : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : text,
    }
  }
}

/** Read from the document that the routes write, with the paths as they are registered. */
function routesOf(http: Http): Doors['routes'] {
  const { paths = {} } = http.swagger() as { paths?: Record<string, object> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), url: path.replaceAll(/\{(\w+)\}/g, ':$1') })),
  )
}
