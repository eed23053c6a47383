import type { NegotiationDetail, NegotiationRow, ProcessMade } from '../../../../schemas/rest/dataspace.ts'
import { type Command, EXIT } from '../../command.ts'
import { say, summarise } from '../../progress.ts'
import { listCommand } from '../list-command.ts'
import { openNode } from '../node-client.ts'
import { partnerOf } from '../partner-of.ts'
import { rowCalled } from '../row-of.ts'
import { shortId } from '../short-id.ts'
import { decideCommands, type Step, showCommand } from './decide.ts'
import { offersOf } from './partner-catalogue.ts'
import { sideWord, stateWord, turnWord } from './process-words.ts'
import { termsFacts } from './terms-text.ts'

const listNegotiations = listCommand<NegotiationRow>('negotiation list', {
  path: '/api/negotiations',
  summary: 'the newest negotiations with partners, and whose turn it is',
  none: 'There is no negotiation yet: "headwater negotiation ask" begins one, or a partner does.',
  cellsOf: ({ id, changed, partner, role, dataset, state, waits, note }) => [
    shortId(id),
    changed,
    partner,
    sideWord(role),
    shortId(dataset),
    stateWord(state),
    turnWord(waits),
    note,
  ],
})

const STEPS: readonly Step[] = [
  {
    verb: 'agree',
    actions: ['accept', 'agree', 'verify', 'finalize'],
    reason: 'none',
    summary: 'agree to what lies on the table, and put it in force when the partner has agreed, too',
  },
  {
    verb: 'refuse',
    actions: ['terminate'],
    reason: 'must',
    summary: 'end a negotiation, with a reason that the partner reads',
  },
]

const showNegotiation = showCommand<NegotiationRow, NegotiationDetail>('negotiation', {
  steps: STEPS,
  factsOf: ({ dataset, offer, waits }, detail) => [
    ['dataset', dataset],
    ['offer', offer],
    ...termsFacts(policyOf(detail.agreement ?? detail.offer)),
    ['state', [stateWord(detail.state), turnWord(waits)].filter(Boolean).join(', ')],
  ],
})

/** Of an offer, or of an agreement that has its terms within. */
const policyOf = (terms: unknown): unknown => (terms as { readonly policy?: unknown } | null)?.policy ?? terms ?? {}

/** The terms are those that the partner shows: an agreement on them is verified without a person. */
const RULES = { negotiation: [{ on: 'agreed', do: ['verify'] }] }

const askForOffer: Command = {
  name: 'negotiation ask',
  usage:
    'headwater negotiation ask PARTNER OFFER [--json]\n' +
    '    PARTNER  DID, name or id\n' +
    '    OFFER    of "headwater partner catalogue"; its beginning is enough',
  summary: 'ask a partner for what it offers, on its terms',
  options: [],
  flags: ['json'],
  positionals: [2, 2],
  run: async ({ positionals, flags }) => {
    const [called, wanted] = positionals as [string, string]
    const node = await openNode()
    const partner = await partnerOf(node, called)
    const { offer, dataset, policy } = rowCalled(await offersOf(node, partner), {
      noun: 'offer',
      called: wanted,
      idsOf: (one) => [one.offer, one.dataset],
      listedBy: `partner catalogue ${partner.did}`,
    })
    const order = { partner: partner.id, offer: { id: offer, target: dataset, policy }, rules: RULES }
    const { id } = await node.ask<ProcessMade>('POST', '/api/negotiations', order)
    summarise(flags.has('json'), flags.has('json') ? { id } : { negotiation: id })
    say(`${partner.name} is asked; "headwater negotiation list" says how it stands.`)
    return EXIT.answer
  },
}

export const negotiationCommands: readonly Command[] = [
  listNegotiations,
  showNegotiation,
  askForOffer,
  ...decideCommands('negotiation', STEPS),
]
