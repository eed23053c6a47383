import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, START_OPTIONS, WrongConfig } from './config.ts'
import { homeFolder, isRoot, projectFolder } from './home-folder.ts'

describe('what a node is told', () => {
  test('has a value for everything', () => {
    expect(readConfig([], { HEADWATER_HOME: '/home/of' })).toEqual({
      home: '/home/of',
      databaseUrl: undefined,
      postgresBinaries: undefined,
      port: 4700,
      host: 'localhost',
      publicAddress: undefined,
      loopbackPartners: false,
      logLevel: 'info',
      tasks: 2,
      mostSearchSeconds: 3600,
      openBrowser: true,
      sales: undefined,
      items: undefined,
      pack: 'garment',
      empty: false,
    })
  })

  test('stands in docs/reference/settings.md, all of it', () => {
    const page = readFileSync(join(projectFolder, 'docs/reference/settings.md'), 'utf8')
    const known = new Set(page.match(/HEADWATER_[A-Z_]+|DATABASE_URL|--[a-z-]+(?= [A-Z`|]|`)/g))
    const read = readFileSync(join(import.meta.dirname, 'config.ts'), 'utf8').match(/environment\.([A-Z_]+)/g)!
    const options = Object.keys(START_OPTIONS).filter((one) => one !== 'help')
    for (const name of [...read.map((one) => one.replace('environment.', '')), ...options.map((one) => `--${one}`)])
      expect(known).toContain(name)
  })

  test('may come from options and from the environment, and an option wins', () => {
    const environment = {
      HEADWATER_PORT: '5000',
      HEADWATER_NO_OPEN: '1',
      DATABASE_URL: 'postgres://a/b',
      HEADWATER_LOG: 'warn',
    }
    const config = readConfig(['--port=5001', '--sales', 'a.csv', '--items', 'b.csv'], environment)
    expect(config).toMatchObject({
      port: 5001,
      sales: 'a.csv',
      items: 'b.csv',
      openBrowser: false,
      databaseUrl: 'postgres://a/b',
      logLevel: 'warn',
    })
  })

  test.each([
    [['--bogus'], {}, /--bogus.*--sales/],
    [['file.csv'], {}, /file\.csv/],
    [['--port', 'x'], {}, '--port (x) should be a whole number from 0 to 65535'],
    [['--port', '70000'], {}, '--port (70000)'],
    [[], { HEADWATER_PORT: '-1' }, 'HEADWATER_PORT (-1)'],
    [['--items', 'b.csv'], {}, '--sales FILE'],
    [['--empty', '--sales', 'b.csv'], {}, '--empty'],
    [[], { HEADWATER_LOG: 'loud' }, 'debug, info, warn, error'],
    [[], { HEADWATER_TASKS: '0' }, 'from 1 to 64'],
    [[], { HEADWATER_SEARCH_SECONDS: '0.5' }, 'from 1 to 3600'],
    [[], { HEADWATER_NO_OPEN: 'yes' }, 'HEADWATER_NO_OPEN (yes) should be 1'],
    [[], { HEADWATER_LOOPBACK_PARTNERS: 'true' }, 'HEADWATER_LOOPBACK_PARTNERS (true) should be 1'],
  ])('is refused with what it should be: %j %j', (words, environment, message) => {
    expect(() => readConfig(words, environment)).toThrow(WrongConfig)
    expect(() => readConfig(words, environment)).toThrow(message)
  })

  test('has a public address from an option or the environment', () => {
    const read = (words: string[], environment = {}) => readConfig(words, environment).publicAddress
    expect(read(['--public-url', 'https://Plan.example.com/'])).toEqual({
      origin: 'https://plan.example.com',
      name: 'plan.example.com',
      trustedProxies: [],
    })
    const environment = {
      HEADWATER_PUBLIC_URL: 'https://a.example:8443',
      HEADWATER_TRUSTED_PROXY: '10.0.0.5, fd00::/8',
    }
    expect(read([], environment)).toMatchObject({ name: 'a.example', trustedProxies: ['10.0.0.5', 'fd00::/8'] })
    expect(read(['--public-url', 'https://b.example'], environment)?.name).toBe('b.example')
  })

  test.each([
    ['plan.example.com', 'should be an address'],
    ['http://plan.example.com', 'should begin with https://'],
    ['https://plan.example.com/headwater', 'should end after the name'],
    ['https://plan.example.com/?a=1', 'should end after the name'],
    ['https://', 'should be an address'],
  ])('a public address that is wrong is refused in words: %s', (text, words) => {
    expect(() => readConfig(['--public-url', text], {})).toThrow(`--public-url (${text}) ${words}`)
    expect(() => readConfig([], { HEADWATER_PUBLIC_URL: text })).toThrow(`HEADWATER_PUBLIC_URL (${text}) ${words}`)
  })

  test.each(['proxy.local', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.5,', '10.0.0.5;10.0.0.6', '::/0'])(
    'a trusted proxy that is no address is refused: %s',
    (text) => {
      const words = ['--public-url', 'https://a.example', '--trusted-proxy', text]
      expect(() => readConfig(words, {})).toThrow(/--trusted-proxy \(.*should be an address or a range/)
    },
  )

  test('proxies without a public address, and a login in one, are refused', () => {
    expect(() => readConfig(['--trusted-proxy', '10.0.0.5'], {})).toThrow('should come with --public-url')
    expect(() => readConfig(['--public-url', 'https://u:secret@a.example'], {})).toThrow(/^(?!.*secret).*no login/)
  })

  test('is refused without repeating a secret', () => {
    expect(() => readConfig([], { DATABASE_URL: 'mysql://u:secret@h/d' })).toThrow(/^(?!.*secret).*postgresql:/)
  })
})

test('a home lies in the clone for a user, and where the database user can enter for root', () => {
  expect(homeFolder(undefined, '/some/clone')).toBe(
    isRoot() ? '/var/lib/headwater/8e22d110' : join('/some/clone', '.headwater'),
  )
})
