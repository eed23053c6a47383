import { MembershipRuleChange, MembershipRuleView } from '../../../../schemas/rest/membership.ts'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http.ts'
import { changeMembershipRule, readMembershipRule } from './membership-rule.ts'

/** What the owner demands of partners before they see anything. */
export function membershipRoutes(http: Http, database: Database): void {
  http.get(
    '/api/membership-rule',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'Which proof of membership partners have to give, and who gave it',
        response: { 200: MembershipRuleView },
      },
    },
    () => readMembershipRule(database),
  )
  http.put(
    '/api/membership-rule',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'Demand a proof of membership from partners (DCP 1.0.1), or no longer',
        body: MembershipRuleChange,
        response: { 200: MembershipRuleView },
      },
    },
    (request) => changeMembershipRule(database, request.body),
  )
}
