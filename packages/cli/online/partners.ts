import { COMPANY_NUMBERS } from '@headwater/exchange/identity/company-number'
import type { KeyView, PartnerDetail, PartnerOfList } from '../../../schemas/rest/partners.ts'
import { aligned, factsNamed } from '../aligned.ts'
import { type Command, EXIT } from '../command.ts'
import { say, summarise, toTheSecond } from '../progress.ts'
import { openNode } from './node-client.ts'
import { partnerOf } from './partner-of.ts'

const listPartners: Command = {
  name: 'partner list',
  usage: 'headwater partner list [--json]',
  summary: 'companies that the node knows, and whether both records agree',
  options: [],
  flags: ['json'],
  positionals: [0, 0],
  run: async ({ flags }) => {
    const node = await openNode()
    const { partners } = await node.ask<{ partners: readonly PartnerOfList[] }>('GET', '/api/partners')
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(partners)}\n`)
    else for (const text of aligned(partners.map(cellsOf))) process.stdout.write(`${text}\n`)
    if (partners.length === 0) say('There is no partner yet: "headwater partner look DID" is the first step to one.')
    return EXIT.answer
  },
}

const cellsOf = (partner: PartnerOfList): readonly string[] => [
  partner.name,
  partner.did,
  partner.state,
  recordText(partner.record),
  partner.lastMessage === null ? 'no message yet' : toTheSecond(partner.lastMessage),
  openText(partner),
]

/** What is not done: what needs a person first, then what goes by itself. */
function openText({ incidentCount, dead, waiting, pausedUntil }: PartnerOfList): string {
  const incidents = incidentCount === 1 ? '1 incident' : `${incidentCount} incidents`
  return [
    incidentCount > 0 ? incidents : '',
    dead ? `${dead} given up` : '',
    waiting ? `${waiting} waiting` : '',
    pausedUntil === null ? '' : `left alone until ${toTheSecond(pausedUntil)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function recordText(record: PartnerOfList['record']): string {
  if (record === null) return 'no record'
  const { state, theirs, ours } = record
  if (state === 'open') return 'not compared yet'
  if (state === 'disputed') return 'disputed'
  return state === 'agreed' ? `agreed up to ${theirs}` : `behind: ${ours} of ${theirs}`
}

const showPartner: Command = {
  name: 'partner show',
  usage: 'headwater partner show PARTNER [--json]   PARTNER: DID, name or id',
  summary: 'one partner: its keys, addresses, and what it did that it should not have',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const listed = await partnerOf(node, positionals[0]!)
    const detail = await node.ask<PartnerDetail>('GET', `/api/partners/${listed.id}`)
    const shown = aligned(factsOf(detail, listed)).join('\n')
    process.stdout.write(flags.has('json') ? `${JSON.stringify(detail)}\n` : `${shown}\n`)
    return EXIT.answer
  },
}

const factsOf = (detail: PartnerDetail, listed: PartnerOfList) => [
  ['name', detail.name],
  ['did', detail.did],
  ['id', detail.id],
  ['state', detail.state],
  ['added', toTheSecond(detail.added)],
  ...COMPANY_NUMBERS.flatMap((kind) => (detail[kind] === null ? [] : [[kind, detail[kind]]])),
  ['record', listed.record === null ? 'none yet' : recordText(listed.record)],
  ['last message', listed.lastMessage === null ? 'none yet' : toTheSecond(listed.lastMessage)],
  ...(openText(listed) === '' ? [] : [['open', openText(listed)]]),
  ...factsNamed(
    'service',
    detail.services.map(({ type, endpoint }) => [type, endpoint]),
  ),
  ...factsNamed('key', detail.keys.map(keyCells)),
  ...factsNamed(
    'incident',
    detail.incidents.map(({ at, what }) => [toTheSecond(at), what]),
  ),
]

const keyCells = ({ thumbprint, algorithm, since, retired }: KeyView): readonly string[] => [
  thumbprint,
  algorithm,
  since.slice(0, 10),
  retired === null ? '' : `retired ${retired.slice(0, 10)}`,
]

interface State {
  readonly verb: 'suspend' | 'resume'
  readonly summary: string
  readonly effectOn: (name: string) => string
}

const STATES: readonly State[] = [
  {
    verb: 'suspend',
    summary: 'refuse every call of a partner, and make none to it, until it is resumed',
    effectOn: (name) => `Calls of ${name} are refused, and none are made to it, until "headwater partner resume".`,
  },
  {
    verb: 'resume',
    summary: 'let a suspended partner call again',
    effectOn: (name) => `Calls of ${name} are let in again, and what waits for it is sent.`,
  },
]

const stateCommands: readonly Command[] = STATES.map(({ verb, summary, effectOn }) => ({
  name: `partner ${verb}`,
  usage: `headwater partner ${verb} PARTNER [--json]   PARTNER: DID, name or id`,
  summary,
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const { id } = await partnerOf(node, positionals[0]!)
    const { name, did, state } = await node.ask<PartnerDetail>('POST', `/api/partners/${id}/${verb}`)
    summarise(flags.has('json'), { partner: name, did, state })
    say(effectOn(name))
    return EXIT.answer
  },
}))

export const partnerCommands: readonly Command[] = [listPartners, showPartner, ...stateCommands]
