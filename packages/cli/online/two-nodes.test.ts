import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AgreementRow, NegotiationRow, TransferRow } from '../../../schemas/rest/dataspace.ts'
import type { ExchangeMessageRow } from '../../../schemas/rest/exchange.ts'
import type { FoundCompany } from '../../../schemas/rest/partners.ts'
import { makeHome, type RunningNode, startNode } from '../../node/running-node.suite.ts'

const CLI = join(import.meta.dirname, '..', 'headwater.mjs')
const BODY = join(import.meta.dirname, '..', 'package.json')

interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A company on this machine, with a node and a command line. */
interface Company {
  readonly did: string
  readonly run: (...words: readonly string[]) => Promise<Said>
  /** Its list, when it is as wanted: soon. */
  readonly list: <Row>(path: string, wanted: readonly Partial<Row>[]) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

async function openCompany(): Promise<Company> {
  const { home, remove } = makeHome()
  const node: RunningNode = await startNode(home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const env = { ...process.env, HEADWATER_HOME: home, HEADWATER_URL: node.address, DATABASE_URL: '' }
  return {
    did: `did:web:localhost%3A${new URL(node.address).port}`,
    run: (...words) =>
      new Promise((done) => {
        execFile(process.execPath, [CLI, ...words], { env }, (error, stdout, stderr) =>
          done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
        )
      }),
    list: (path, wanted) =>
      vi.waitFor(
        async () => {
          const { rows } = (await node.ask('GET', path)).body as { rows: never[] }
          expect(rows).toMatchObject(wanted)
          return rows
        },
        { timeout: 30_000, interval: 50 },
      ),
    close: async () => {
      await node.end()
      remove()
    },
  }
}

let brand: Company
let maker: Company
beforeAll(async () => {
  ;[brand, maker] = await Promise.all([openCompany(), openCompany()])
})
afterAll(() => Promise.all([brand?.close(), maker?.close()]))

/** What a command printed that did what it should. */
async function done(asked: Promise<Said>): Promise<string> {
  const { code, stdout, stderr } = await asked
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const json = async <T>(asked: Promise<Said>): Promise<T> => JSON.parse(await done(asked)) as T
const digits = (id: string): string => id.replace('urn:uuid:', '').slice(0, 8)

test('two companies trust each other, agree, exchange data and end it, by commands alone', async () => {
  const { keys } = await json<FoundCompany>(brand.run('partner', 'look', maker.did, '--json'))
  const { thumbprint } = keys[0]!
  await Promise.all([
    done(brand.run('partner', 'add', maker.did, '--name', 'Maker', '--thumbprint', thumbprint)),
    done(maker.run('partner', 'add', brand.did, '--name', 'Brand')),
  ])
  const [offered, shown] = await Promise.all([
    json<{ id: string; offer: string }>(
      maker.run('dataset', 'offer', 'Zips', '--type', 'item_stock:2.0.0', '--partner', 'Brand', '--json'),
    ),
    done(brand.run('partner', 'show', 'Maker')),
  ])
  expect(shown).toContain(`${thumbprint}  `)
  const offer = digits(offered.offer)
  expect(await done(brand.run('partner', 'catalogue', maker.did))).toBe(
    `${offer}  Zips  item_stock:2.0.0  allowed: use\n`,
  )

  await done(brand.run('negotiation', 'ask', 'Maker', offer))
  const [asked] = await maker.list<NegotiationRow>('/api/negotiations', [{ state: 'REQUESTED', waits: 'us' }])
  const [waiting, early] = await Promise.all([
    done(maker.run('negotiation', 'list')),
    brand.run('transfer', 'ask', 'ffffffff'),
  ])
  expect(waiting).toMatch(new RegExp(`^${digits(asked!.id)}  .*  asked for  a person here decides$`, 'm'))
  expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('agreement (ffffffff) should be') })
  await done(maker.run('negotiation', 'agree', digits(asked!.id)))
  const [agreement] = await brand.list<AgreementRow>('/api/agreements', [{ partnerHash: expect.any(String) }])
  const name = digits(agreement!.name)
  for (const text of await Promise.all([brand, maker].map((one) => done(one.run('agreement', 'show', name)))))
    expect(text).toMatch(/in force\n.*\nwe signed .*\nthey signed +the same\n$/)

  await done(brand.run('transfer', 'ask', name))
  const [transfer] = await maker.list<TransferRow>('/api/transfers', [{ state: 'STARTED' }])
  const id = digits(transfer!.id)
  await done(maker.run('exchange', 'send', BODY, '--transfer', id, '--type', 'item_stock:2.0.0'))
  const delivered = '/api/exchange-messages?filter=type:~item_stock'
  await maker.list<ExchangeMessageRow>(delivered, [{ state: 'delivered' }])
  const [first, second] = (await done(brand.run('record', 'check', 'Maker'))).trim().split('\n')
  for (const line of [first, second]) expect(line).toMatch(/ {2}agreed$/)

  await done(maker.run('transfer', 'suspend', id, '--reason', 'Stock-taking'))
  const [ours] = await brand.list<TransferRow>('/api/transfers', [{ state: 'SUSPENDED', note: 'Stock-taking' }])
  await done(brand.run('transfer', 'resume', digits(ours!.id)))
  await maker.list<TransferRow>('/api/transfers', [{ state: 'STARTED' }])
  await done(maker.run('transfer', 'end', id, '--reason', 'Season over'))
  await brand.list<TransferRow>('/api/transfers', [{ state: 'TERMINATED' }])
  const [listed, late] = await Promise.all([
    done(brand.run('transfer', 'list')),
    maker.run('transfer', 'resume', id),
    done(maker.run('dataset', 'withdraw', digits(offered.id))),
    done(brand.run('partner', 'suspend', 'Maker')),
  ])
  expect(listed).toMatch(/ {2}we get {2}.* {2}ended {2}Season over\n$/)
  expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining(`transfer (${id}) is ended`) })
  expect(await done(brand.run('partner', 'list'))).toContain(`${maker.did}  suspended  `)
})
