import type { PartnerOfList } from '../../../schemas/rest/partners.ts'

export interface PartnerRow extends PartnerOfList {
  /** Of the record of both sides; what needs a person first is sorted first. */
  readonly recordRank: number
}

const RANKS = ['disputed', 'behind', 'open', 'agreed']
const NONE = RANKS.length

export const rankRecord = (partner: PartnerOfList): PartnerRow => ({
  ...partner,
  recordRank: partner.record === null ? NONE : RANKS.indexOf(partner.record.state),
})
