import type { ExchangeMessageRow, ExchangeMessageView } from '../../../schemas/rest/exchange.ts'
import { aligned } from '../aligned.ts'
import { type Command, type CommandLine, choiceOption, EXIT, UsageError } from '../command.ts'
import { printList } from './list-command.ts'
import { type NodeClient, openNode } from './node-client.ts'
import { partnerOf } from './partner-of.ts'

const STATES = ['waiting', 'delivered', 'dead', 'withdrawn', 'received'] as const

/** What was sent to partners and came from them; with an id one message, explained. */
export const exchangeLog: Command = {
  name: 'exchange log',
  usage: `headwater exchange log [ID | --partner PARTNER --state ${STATES.join('|')}] [--json]   PARTNER: DID, name or id`,
  summary: 'the newest messages to and from partners; of one, by its ID, why it waits or was given up, and what to do',
  options: ['partner', 'state'],
  flags: ['json'],
  positionals: [0, 1],
  run: async (line) => {
    const [id] = line.positionals
    if (id !== undefined && !/^[io]\d{1,18}$/.test(id))
      throw new UsageError(`message (${id}) should be one of "exchange log", such as o12`)
    if (id !== undefined && Object.keys(line.options).length > 0)
      throw new UsageError('"headwater exchange log" should have either an ID or --partner and --state')
    const isJson = line.flags.has('json')
    if (id === undefined) await list(line, isJson)
    else await explain(await openNode(), id, isJson)
    return EXIT.answer
  },
}

async function list(line: CommandLine, isJson: boolean): Promise<void> {
  const state = choiceOption(line, 'state', STATES)
  const node = await openNode()
  const partner = line.options.partner === undefined ? null : await partnerOf(node, line.options.partner)
  const clauses = [
    ...(partner === null ? [] : [`did:${encodeURIComponent(partner.did)}`]),
    ...(state === null ? [] : [`state:${state}`]),
  ]
  const query = clauses.length === 0 ? '' : `?filter=${encodeURIComponent(clauses.join(';'))}`
  await printList(node, { path: `/api/exchange-messages${query}`, cellsOf, none: 'No message fits.' }, isJson)
}

const cellsOf = ({ id, at, direction, partner, type, state, attempts, trouble }: ExchangeMessageRow) => [
  id,
  at,
  direction === 'out' ? '→' : '←',
  partner,
  type,
  state,
  trouble === null ? '' : `${attempts === 1 ? '1 attempt' : `${attempts} attempts`}: ${saidIn(trouble)}`,
]

/** What a partner said, out of the JSON in which it said so, on one line. */
function saidIn(answer: string): string {
  const [, said] = /"(?:detail|reason|message|title)"\s*:\s*\[?\s*"((?:[^"\\]|\\.)*)"/.exec(answer) ?? []
  return (said ?? answer).replaceAll(/\s+/g, ' ').slice(0, 120)
}

async function explain(node: NodeClient, id: string, isJson: boolean): Promise<void> {
  const view = await node.ask<ExchangeMessageView>('GET', `/api/exchange-messages/${id}`)
  if (isJson) {
    process.stdout.write(`${JSON.stringify(view)}\n`)
    return
  }
  const { message, tries, explanation } = view
  const facts = [
    ['message', message.type],
    [message.direction === 'out' ? 'to' : 'from', message.partner],
    ['at', message.at],
    ['transfer', `${message.transfer}${message.seq === null ? '' : `, no. ${message.seq}`}`],
    ['state', message.state],
    ['signed', message.kind === 'envelopes' ? (view.receipt === null ? 'by one side' : 'by both sides') : 'no'],
    ...tries.map((one) => ['attempt', `${one.at}  ${one.status ?? 'no answer'}  ${saidIn(one.answer)}`]),
  ]
  process.stdout.write(`${[...aligned(facts), '', explanation].join('\n')}\n`)
}
