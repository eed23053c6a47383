import type { IdentityView, PartnerOfList, PartnerView } from '../../schemas/rest/partners.ts'
import { openStream } from '../node/exchange/delivery/message-stream.store.ts'
import { type Database, openDatabase } from '../node/platform/database.ts'
import { silentLog } from '../node/platform/log.ts'
import { runningDatabaseUrl } from '../node/platform/postgres-supervisor.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'

/** A node with its own database, into which a test may look. */
export interface Company {
  readonly node: RunningNode
  readonly database: Database
  readonly did: string
}

/** A node that knows nobody yet. */
interface Beginner extends Company {
  readonly close: () => Promise<void>
}

/** Two companies on one machine, each with a node of its own. */
export interface TwoCompanies {
  readonly brand: Company
  readonly maker: Company
  readonly close: () => Promise<void>
}

export async function openTwoCompanies(): Promise<TwoCompanies> {
  const [brand, maker] = await Promise.all([openCompany(), openCompany()])
  return {
    brand,
    maker,
    close: async () => {
      await Promise.all([brand.close(), maker.close()])
    },
  }
}

async function openCompany(): Promise<Beginner> {
  const { home, remove } = makeHome()
  const node = await startNode(home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const database = openDatabase({ url: runningDatabaseUrl(home, 'headwater')!, log: silentLog, connections: 2 })
  const { did } = (await node.ask('GET', '/api/identity')).body as IdentityView
  return {
    node,
    database,
    did,
    close: async () => {
      await database.close()
      await node.end()
      remove()
    },
  }
}

/** As the node lists them, whole. */
export const partnersOf = async ({ node }: Company): Promise<readonly PartnerOfList[]> =>
  ((await node.ask('GET', '/api/partners')).body as { partners: PartnerOfList[] }).partners

/** Adds the other company as a partner; answers its id. */
export async function befriend({ node }: Company, { did }: Company, name: string): Promise<string> {
  const { status, body } = await node.ask('POST', '/api/partners', { did, name })
  if (status !== 201) throw new Error(`adding ${name} answered ${status}: ${JSON.stringify(body)}`)
  return (body as PartnerView).id
}

const idOf = async (of: Company, did: string): Promise<string> =>
  (await partnersOf(of)).find((one) => one.did === did)!.id

/** Opens a transfer at both ends, as an agreement does. */
export async function openTransfer(from: Company, to: Company, transferPid: string): Promise<void> {
  const order = { agreementId: `agreement of ${transferPid}`, transferPid }
  await openStream(to.database, { ...order, partner: await idOf(to, from.did), direction: 'in' })
  const endpoint = `${to.node.address}/exchange/1/inbox`
  await openStream(from.database, { ...order, partner: await idOf(from, to.did), direction: 'out', endpoint })
}
