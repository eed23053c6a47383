import { readFileSync } from 'node:fs'
import type { TransferRow } from '../../../schemas/rest/dataspace.ts'
import type { ExchangeOrdered, ExchangeReplayed } from '../../../schemas/rest/exchange.ts'
import { type Command, EXIT, InvalidInput, requiredOption, UsageError } from '../command.ts'
import { say, summarise } from '../progress.ts'
import { type NodeClient, openNode } from './node-client.ts'
import { partnerOf } from './partner-of.ts'
import { rowCalled, rowsHolding } from './row-of.ts'
import { beginsSo } from './short-id.ts'

/** Sends again what was given up, and tries a partner that is left alone. */
export const exchangeReplay: Command = {
  name: 'exchange replay',
  usage: 'headwater exchange replay (ID | --partner PARTNER) [--json]   PARTNER: DID, name or id',
  summary:
    'send again, with the same bytes, what was given up, and try a partner that is left alone: one message of "exchange log", or all of a partner',
  options: ['partner'],
  flags: ['json'],
  positionals: [0, 1],
  run: async ({ positionals: [id], options, flags }) => {
    if ((id === undefined) === (options.partner === undefined))
      throw new UsageError('"headwater exchange replay" should have either an ID or --partner')
    if (id !== undefined && !/^o\d{1,18}$/.test(id))
      throw new UsageError(`message (${id}) should be a sent one of "exchange log", such as o12`)
    const node = await openNode()
    const body = id === undefined ? { partner: (await partnerOf(node, options.partner!)).id } : { id }
    summarise(flags.has('json'), await node.ask<ExchangeReplayed>('POST', '/api/exchange-messages/replay', body))
    say('They are on their way; "headwater exchange log" says when they were taken.')
    return EXIT.answer
  },
}

const TYPE = /^[a-z][a-z0-9_]{0,79}:\d{1,4}\.\d{1,4}\.\d{1,4}$/

/** Sends a JSON file within a transfer. */
export const exchangeSend: Command = {
  name: 'exchange send',
  usage: 'headwater exchange send FILE.json --transfer ID --type NAME:VERSION [--partner PARTNER] [--json]',
  summary: 'send a JSON body to the partner of a transfer, signed; "exchange log" says when it was taken',
  options: ['transfer', 'type', 'partner'],
  flags: ['json'],
  positionals: [1, 1],
  run: async (line) => {
    const { positionals, options, flags } = line
    const type = requiredOption(line, 'type')
    if (!TYPE.test(type)) throw new UsageError(`--type (${type}) should be a name and a version, as item_stock:2.0.0`)
    const called = requiredOption(line, 'transfer')
    const body = readBody(positionals[0]!)
    const node = await openNode()
    const order = { transfer: await transferCalled(node, called), type, body }
    const partner = options.partner === undefined ? {} : { partner: (await partnerOf(node, options.partner)).id }
    const sent = await node.ask<ExchangeOrdered>('POST', '/api/exchange-messages', { ...order, ...partner })
    summarise(flags.has('json'), sent)
    say('It waits to be sent; "headwater exchange log" says when it was taken.')
    return EXIT.answer
  },
}

/** The id of a transfer of "transfer list" by its beginning; any other is for the node to judge. */
async function transferCalled(node: NodeClient, called: string): Promise<string> {
  const rows = await rowsHolding<TransferRow>(node, '/api/transfers', called)
  if (!rows.some(({ id }) => beginsSo(id, called))) return called
  return rowCalled(rows, { noun: 'transfer', called, idsOf: ({ id }) => [id], listedBy: 'transfer list' }).id
}

function readBody(path: string): unknown {
  const text = readInput(path)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new InvalidInput(`${path} should be JSON: ${(error as Error).message}`)
  }
}

function readInput(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InvalidInput(`${path} cannot be read: ${(error as Error).message}`)
  }
}
