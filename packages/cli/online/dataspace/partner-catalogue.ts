import type { PartnerCatalogue } from '../../../../schemas/rest/dataspace.ts'
import type { PartnerOfList } from '../../../../schemas/rest/partners.ts'
import { aligned } from '../../aligned.ts'
import { type Command, EXIT } from '../../command.ts'
import { say } from '../../progress.ts'
import { type NodeClient, openNode } from '../node-client.ts'
import { partnerOf } from '../partner-of.ts'
import { shortId } from '../short-id.ts'
import { termsText } from './terms-text.ts'

/** An offer for a dataset of a partner. */
export interface PartnerOffer {
  readonly offer: string
  readonly dataset: string
  readonly title: string
  readonly aspect: string
  readonly policy: Readonly<Record<string, unknown>>
}

/** A partner that has no end to its pages is left. */
const MOST_PAGES = 100

/** All that a partner offers us now, asked of its node. */
export async function offersOf(node: NodeClient, { id }: PartnerOfList): Promise<readonly PartnerOffer[]> {
  const offers: PartnerOffer[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
    const { datasets, next }: PartnerCatalogue = await node.ask('GET', `/api/partners/${id}/catalogue${query}`)
    for (const { id: dataset, title, aspect, offers: made } of datasets)
      offers.push(...made.map(({ id: offer, policy }) => ({ offer, dataset, title, aspect, policy })))
    if (next === null) return offers
    cursor = next
  }
  say(`Only the first ${MOST_PAGES} pages of the catalogue were read.`)
  return offers
}

/** What a partner offers. */
export const partnerCatalogue: Command = {
  name: 'partner catalogue',
  usage: 'headwater partner catalogue PARTNER [--json]   PARTNER: DID, name or id',
  summary: 'what a partner offers us, asked of its node now; "negotiation ask" asks for it',
  options: [],
  flags: ['json'],
  positionals: [1, 1],
  run: async ({ positionals, flags }) => {
    const node = await openNode()
    const partner = await partnerOf(node, positionals[0]!)
    const offers = await offersOf(node, partner)
    const cells = offers.map(({ offer, title, aspect, policy }) => [shortId(offer), title, aspect, termsText(policy)])
    if (flags.has('json')) process.stdout.write(`${JSON.stringify(offers)}\n`)
    else for (const text of aligned(cells)) process.stdout.write(`${text}\n`)
    if (offers.length === 0) say(`${partner.name} offers nothing to us.`)
    return EXIT.answer
  },
}
