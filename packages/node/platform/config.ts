import { parseArgs } from 'node:util'
import { homeFolder } from './home-folder.ts'
import type { LogLevel } from './log.ts'
import { defaultPack, packNames } from './packs.ts'
import { type PublicAddress, readPublicUrl, readTrustedProxies } from './public-address.ts'

/** Everything that a node is told from outside, checked once at the start. */
export interface Config {
  /** HEADWATER_HOME: where the state lives. */
  readonly home: string
  /** DATABASE_URL: a PostgreSQL server (15 or newer) in place of the embedded one. */
  readonly databaseUrl: string | undefined
  /** HEADWATER_POSTGRES_BIN: the folder of other database programs, such as /usr/lib/postgresql/15/bin. */
  readonly postgresBinaries: string | undefined
  /** --port or HEADWATER_PORT. */
  readonly port: number
  /** --host or HEADWATER_HOST: the address to listen on; other machines reach the node only when this is set. */
  readonly host: string
  /** --public-url or HEADWATER_PUBLIC_URL, with --trusted-proxy or HEADWATER_TRUSTED_PROXY: the name at a proxy that ends TLS. */
  readonly publicAddress: PublicAddress | undefined
  /** HEADWATER_LOOPBACK_PARTNERS=1: partners on this machine are reached by plain http; for trying things out, never with a public address. */
  readonly loopbackPartners: boolean
  /** HEADWATER_LOG: debug, info, warn or error. */
  readonly logLevel: LogLevel
  /** HEADWATER_TASKS: background tasks done at once by this process. */
  readonly tasks: number
  /** HEADWATER_SEARCH_SECONDS: how long a plan may search for a better schedule, however long it was asked to. */
  readonly mostSearchSeconds: number
  /** HEADWATER_NO_OPEN=1: never open a browser. */
  readonly openBrowser: boolean
  /** --sales: a file of real sales to begin with. */
  readonly sales: string | undefined
  /** --items: the items of that file. */
  readonly items: string | undefined
  /** --pack: the industry of the demo company, a folder of packs. */
  readonly pack: string
  /** --empty: begin without the demo company. */
  readonly empty: boolean
}

/** A wrong option or setting: exit code 64. */
export class WrongConfig extends Error {}

export const START_OPTIONS = {
  sales: { type: 'string' },
  items: { type: 'string' },
  pack: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'public-url': { type: 'string' },
  'trusted-proxy': { type: 'string' },
  empty: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const DEFAULT_PORT = 4700
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

type Environment = Readonly<Record<string, string | undefined>>

/** Reads options and environment. Throws WrongConfig: what it is, what it should be. */
export function readConfig(words: readonly string[], environment: Environment): Config {
  const options = readOptions(words)
  const sales = options.sales
  if (options.items && !sales) throw new WrongConfig('Option (--items) should come with --sales FILE; add it')
  if (options.pack && (sales || options.empty))
    throw new WrongConfig(
      'Option (--pack) says of which industry the demo company is; leave it or --sales, --empty out',
    )
  if (options.empty && sales) throw new WrongConfig('Option (--empty) should not come with --sales; leave one out')
  return {
    home: homeFolder(environment.HEADWATER_HOME),
    databaseUrl: databaseUrl(environment.DATABASE_URL),
    postgresBinaries: environment.HEADWATER_POSTGRES_BIN || undefined,
    port: port(options.port ?? environment.HEADWATER_PORT, options.port ? '--port' : 'HEADWATER_PORT'),
    host: options.host ?? (environment.HEADWATER_HOST || 'localhost'),
    publicAddress: publicAddress(options, environment),
    loopbackPartners: loopbackPartners(options, environment),
    logLevel: level(environment.HEADWATER_LOG),
    tasks: wholeNumber(environment.HEADWATER_TASKS || '2', { name: 'HEADWATER_TASKS', least: 1, most: 64 }),
    mostSearchSeconds: wholeNumber(environment.HEADWATER_SEARCH_SECONDS || '3600', {
      name: 'HEADWATER_SEARCH_SECONDS',
      least: 1,
      most: 3600,
    }),
    openBrowser: !isOn(environment.HEADWATER_NO_OPEN, 'HEADWATER_NO_OPEN'),
    sales,
    items: options.items,
    pack: pack(options.pack),
    empty: options.empty ?? false,
  }
}

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: START_OPTIONS, allowPositionals: false }).values
  } catch (error) {
    throw new WrongConfig(
      `${(error as Error).message.split('. ')[0]}. Known are ${Object.keys(START_OPTIONS)
        .map((name) => `--${name}`)
        .join(', ')}`,
    )
  }
}

function pack(text = defaultPack()): string {
  const known = packNames()
  if (known.includes(text)) return text
  throw new WrongConfig(`--pack (${text}) should be one of ${known.join(', ')}`)
}

const port = (text: string | undefined, name: string): number =>
  wholeNumber(text || String(DEFAULT_PORT), { name, least: 0, most: 65_535 })

function wholeNumber(text: string, range: { name: string; least: number; most: number }): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= range.least && value <= range.most) return value
  throw new WrongConfig(`${range.name} (${text}) should be a whole number from ${range.least} to ${range.most}`)
}

/** A word such as `true` is refused: taken for "off", it would leave a person to wonder. */
function isOn(text: string | undefined, name: string): boolean {
  if (text === '1') return true
  if (!text || text === '0') return false
  throw new WrongConfig(`${name} (${text}) should be 1, or 0 for off`)
}

interface PublicOptions {
  readonly 'public-url'?: string
  readonly 'trusted-proxy'?: string
}

function publicAddress(options: PublicOptions, environment: Environment): PublicAddress | undefined {
  const url = options['public-url'] ?? environment.HEADWATER_PUBLIC_URL
  const proxies = options['trusted-proxy'] ?? environment.HEADWATER_TRUSTED_PROXY
  const proxiesName = options['trusted-proxy'] === undefined ? 'HEADWATER_TRUSTED_PROXY' : '--trusted-proxy'
  if (!url) {
    if (proxies) throw new WrongConfig(`${proxiesName} should come with --public-url https://NAME; add it`)
    return undefined
  }
  const urlName = options['public-url'] === undefined ? 'HEADWATER_PUBLIC_URL' : '--public-url'
  return {
    ...rightOr(readPublicUrl(url), urlName),
    trustedProxies: proxies ? rightOr(readTrustedProxies(proxies), proxiesName) : [],
  }
}

/** A node that the world reaches could be made to ask the services beside it. */
function loopbackPartners(options: PublicOptions, environment: Environment): boolean {
  if (!isOn(environment.HEADWATER_LOOPBACK_PARTNERS, 'HEADWATER_LOOPBACK_PARTNERS')) return false
  if (publicAddress(options, environment))
    throw new WrongConfig('HEADWATER_LOOPBACK_PARTNERS (1) should not come with a public address; leave one out')
  return true
}

function rightOr<T>(read: { readonly value: T } | { readonly wrong: string }, name: string): T {
  if ('value' in read) return read.value
  throw new WrongConfig(`${name} ${read.wrong}`)
}

function level(text: string | undefined): LogLevel {
  const found = LEVELS.find((one) => one === (text || 'info'))
  if (found) return found
  throw new WrongConfig(`HEADWATER_LOG (${text}) should be one of ${LEVELS.join(', ')}`)
}

function databaseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (/^postgres(ql)?:\/\//.test(text)) return text
  throw new WrongConfig(
    'DATABASE_URL should begin with postgresql:// and name a PostgreSQL database; correct it or leave it unset',
  )
}
