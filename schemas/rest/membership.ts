import { type Static, Type } from 'typebox'

const Closed = { additionalProperties: false }
const MOST = 8

export const MembershipRuleChange = Type.Object(
  {
    isDemanded: Type.Boolean({ description: 'Partners without the proof see no catalogue and negotiate nothing' }),
    scopes: Type.Array(Type.String({ pattern: '^[^\\s:]{1,100}:\\S{1,200}$' }), {
      maxItems: MOST,
      description:
        'What a partner’s credential service is asked for: org.eclipse.dspace.dcp.vc.type:MembershipCredential:read',
    }),
    credentialTypes: Type.Array(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,99}$' }), {
      maxItems: MOST,
      description: 'A good credential of each type is needed',
    }),
    trustedIssuers: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
      maxItems: 100,
      description: 'did:web of those whose word counts',
    }),
    isStatusDemanded: Type.Boolean({
      default: true,
      description: 'A credential that names no status list for its revocation does not count',
    }),
    recheckSeconds: Type.Integer({
      minimum: 0,
      maximum: 3_600,
      default: 60,
      description:
        'A proof is believed for so long at most, so a revoked credential stops within this time; 0: asked for at each call',
    }),
  },
  Closed,
)
export type MembershipRuleChange = Static<typeof MembershipRuleChange>

export const MembershipRuleView = Type.Object({
  isDemanded: Type.Boolean(),
  scopes: Type.Array(Type.String()),
  credentialTypes: Type.Array(Type.String()),
  trustedIssuers: Type.Array(Type.String()),
  isStatusDemanded: Type.Boolean(),
  recheckSeconds: Type.Integer(),
  members: Type.Array(
    Type.Object({
      partner: Type.String(),
      did: Type.String(),
      name: Type.String(),
      isMember: Type.Boolean(),
      issuers: Type.Array(Type.String()),
      reason: Type.Union([Type.String(), Type.Null()], { description: 'Why not' }),
      checkedAt: Type.String({ format: 'date-time' }),
    }),
    { description: 'What was found of each partner under this rule, newest first' },
  ),
})
export type MembershipRuleView = Static<typeof MembershipRuleView>
