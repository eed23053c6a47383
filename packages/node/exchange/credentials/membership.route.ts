import { MembershipRuleChange, MembershipRuleView } from '../../../../schemas/rest/membership.ts'
import type { Http } from '../../platform/http.ts'
import type { Exchange } from '../open-exchange.ts'
import type { CredentialRoom } from './credential-room.ts'
import { changeMembershipRule, readMembershipRule } from './membership-rule.ts'
import { watchMemberships } from './recheck-memberships.ts'

type MembershipRoom = CredentialRoom & Pick<Exchange, 'requireMembership'>

/** Doors below this are for members, where the owner demands it: catalogue, negotiations, transfers. */
const MEMBERS_ONLY = '/dsp/'

/** What the owner demands of partners before they see anything. Who calls is known, and nothing of the body is read, when it is asked for. */
export function membershipRoutes(http: Http, room: MembershipRoom): void {
  const { database, requireMembership } = room
  http.addHook('onClose', watchMemberships(room))
  http.addHook('onRequest', async (request) => {
    if (request.partner && request.routeOptions.url?.startsWith(MEMBERS_ONLY)) await requireMembership(request)
  })
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
