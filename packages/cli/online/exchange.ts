import { readFileSync } from 'node:fs'
import type { ExchangeMessageRow, ExchangeOrdered, ExchangeReplayed } from '../../../schemas/rest/exchange.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { PartnerView } from '../../../schemas/rest/partners.ts'
import { type Command, EXIT, InvalidInput, requiredOption, UsageError } from '../command.ts'
import { summarise } from '../progress.ts'
import { type NodeClient, openNode } from './node-client.ts'

/** What was sent to partners and came from them. */
export const exchangeLog: Command = {
  name: 'exchange log',
  usage: 'headwater exchange log [--partner NAME] [--state waiting|delivered|dead|received] [--json]',
  summary: 'the newest messages to and from partners, and why some were not taken',
  options: ['partner', 'state'],
  flags: ['json'],
  positionals: [0, 0],
  run: async ({ options, flags }) => {
    const clauses = Object.entries(options).map(([name, value]) => `${name}:${encodeURIComponent(value)}`)
    const query = clauses.length === 0 ? '' : `?filter=${encodeURIComponent(clauses.join(';'))}`
    const node = await openNode()
    const { rows } = await node.ask<ListPage<ExchangeMessageRow>>('GET', `/api/exchange-messages${query}`)
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(rows)}\n`)
    else for (const row of rows) process.stdout.write(`${lineOf(row)}\n`)
    return EXIT.answer
  },
}

function lineOf({ id, at, direction, partner, type, state, attempts, trouble }: ExchangeMessageRow): string {
  const arrow = direction === 'out' ? '→' : '←'
  const why = trouble === null ? '' : `  ${attempts} attempts: ${trouble.replaceAll(/\s+/g, ' ').slice(0, 120)}`
  return `${id.padEnd(8)}  ${at}  ${arrow} ${partner}  ${type}  ${state}${why}`
}

/** Sends again what was given up. */
export const exchangeReplay: Command = {
  name: 'exchange replay',
  usage: 'headwater exchange replay (ID | --partner NAME) [--json]',
  summary: 'send again, with the same bytes, what was given up: one message of "exchange log", or all of a partner',
  options: ['partner'],
  flags: ['json'],
  positionals: [0, 1],
  run: async ({ positionals: [id], options, flags }) => {
    if ((id === undefined) === (options.partner === undefined))
      throw new UsageError('"headwater exchange replay" should have either an ID or --partner NAME')
    if (id !== undefined && !/^o\d{1,18}$/.test(id))
      throw new UsageError(`message (${id}) should be a sent one of "exchange log", such as o12`)
    const node = await openNode()
    const body = id === undefined ? { partner: await partnerId(node, options.partner!) } : { id }
    summarise(flags.has('json'), await node.ask<ExchangeReplayed>('POST', '/api/exchange-messages/replay', body))
    return EXIT.answer
  },
}

/** Sends a JSON file within a transfer. */
export const exchangeSend: Command = {
  name: 'exchange send',
  usage: 'headwater exchange send FILE.json --transfer ID --type ASPECT:VERSION [--partner NAME] [--json]',
  summary: 'send a JSON body to the partner of a transfer, signed; "exchange log" says when it was taken',
  options: ['transfer', 'type', 'partner'],
  flags: ['json'],
  positionals: [1, 1],
  run: async (line) => {
    const { positionals, options, flags } = line
    const order = {
      transfer: requiredOption(line, 'transfer'),
      type: requiredOption(line, 'type'),
      body: readBody(positionals[0]!),
    }
    const node = await openNode()
    const partner = options.partner === undefined ? {} : { partner: await partnerId(node, options.partner) }
    const sent = await node.ask<ExchangeOrdered>('POST', '/api/exchange-messages', { ...order, ...partner })
    summarise(flags.has('json'), sent)
    return EXIT.answer
  },
}

function readBody(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new InvalidInput(`${path} should be JSON: ${(error as Error).message}`)
  }
}

/** By its name or its DID. */
async function partnerId(node: NodeClient, name: string): Promise<string> {
  const { partners } = await node.ask<{ partners: readonly PartnerView[] }>('GET', '/api/partners')
  const found = partners.filter((one) => one.name === name || one.did === name)
  if (found.length === 1) return found[0]!.id
  throw new InvalidInput(
    found.length === 0
      ? `partner (${name}) should be one of ${partners.map((one) => one.name).join(', ') || 'none yet'}`
      : `partner (${name}) is the name of ${found.length}; give the DID`,
  )
}
