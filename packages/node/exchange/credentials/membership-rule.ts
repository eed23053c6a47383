import { didWebAddress } from '@headwater/exchange/identity/did-web'
import type { MembershipRuleChange, MembershipRuleView } from '../../../../schemas/rest/membership.ts'
import type { Database } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { listMembers, readRule, writeRule } from './membership.store.ts'

/** The rule as it is, and what was found of each partner under it. */
export async function readMembershipRule(database: Database): Promise<MembershipRuleView> {
  const [{ version: _version, ...rule }, members] = await Promise.all([readRule(database), listMembers(database)])
  return {
    isDemanded: rule.isDemanded,
    scopes: [...rule.scopes],
    credentialTypes: [...rule.credentialTypes],
    trustedIssuers: [...rule.trustedIssuers],
    isStatusDemanded: rule.isStatusDemanded,
    recheckSeconds: rule.recheckSeconds,
    members: members.map(({ partner, did, name, isMember, issuers, reason, checkedAt }) => ({
      partner,
      did,
      name,
      isMember,
      issuers: [...issuers],
      reason,
      checkedAt: checkedAt.toISOString(),
    })),
  }
}

/** Changes the rule; what partners proved before is asked for again. A rule that is in force says what it demands, and of whom. */
export async function changeMembershipRule(
  database: Database,
  rule: MembershipRuleChange,
): Promise<MembershipRuleView> {
  for (const issuer of rule.trustedIssuers) {
    const address = didWebAddress(issuer)
    if (!address.ok) throw new Refused('invalid', address.failure.message)
  }
  for (const name of ['scopes', 'credentialTypes', 'trustedIssuers'] as const)
    if (rule.isDemanded && rule[name].length === 0)
      throw new Refused('invalid', `${name} should name at least one while membership is demanded`)
  await database.transaction((transaction) => writeRule(transaction, rule))
  return readMembershipRule(database)
}
