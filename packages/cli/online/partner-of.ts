import type { PartnerOfList } from '../../../schemas/rest/partners.ts'
import { InvalidInput } from '../command.ts'
import type { NodeClient } from './node-client.ts'

/** A partner by its DID, name or id. Throws InvalidInput: who there is. */
export async function partnerOf(node: NodeClient, called: string): Promise<PartnerOfList> {
  const { partners } = await node.ask<{ partners: readonly PartnerOfList[] }>('GET', '/api/partners')
  const found = partners.filter((one) => [one.id, one.did, one.name].includes(called))
  if (found.length === 1) return found[0]!
  throw new InvalidInput(
    found.length > 1
      ? `partner (${called}) should be one company: say its DID, ${found.map((one) => one.did).join(' or ')}`
      : `partner (${called}) should be the DID, name or id of one: ${partners.map((one) => one.name).join(', ') || 'there are none yet'}`,
  )
}
