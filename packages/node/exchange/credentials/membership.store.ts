import type { Session } from '../../platform/database.ts'

/** What a partner has to prove before it may see anything. */
export interface MembershipRule {
  readonly isDemanded: boolean
  /** What its credential service is asked for. */
  readonly scopes: readonly string[]
  /** A credential of each is needed. */
  readonly credentialTypes: readonly string[]
  /** DIDs. */
  readonly trustedIssuers: readonly string[]
  /** A credential that could not be revoked does not count. */
  readonly isStatusDemanded: boolean
  /** A proof is believed for so long at most; 0: it is asked for at each call. */
  readonly recheckSeconds: number
}

export interface MembershipRuleRow extends MembershipRule {
  readonly [column: string]: unknown
  /** Counts changes: what was proven under another rule is not believed. */
  readonly version: number
}

/** What was found of a partner, and until when nobody looks again. */
export interface Membership {
  readonly partner: string
  readonly version: number
  readonly isMember: boolean
  readonly issuers: readonly string[]
  /** Why not. */
  readonly reason: string | null
  /** Milliseconds since 1970. */
  readonly checkedAt: number
  readonly goodUntil: number
  /** JWTs that prove it, for looking them up again. */
  readonly credentials: readonly string[]
  /** Data goes to the partner until then; null: none does. */
  readonly sendsUntil: number | null
}

/**
 * Of a partner `p`: nothing is demanded of it, or it has proven its membership and that was looked at lately. What is not looked at in time
 * ends by itself.
 */
export const IS_PROVEN = `not exists (
  select from membership_rule r where r.is_demanded and not exists (
    select from membership m
    where m.partner = p.id and m.rule_version = r.version and m.is_member and m.sends_until > now()))`

const RULE = `version::int as version, is_demanded as "isDemanded", scopes, credential_types as "credentialTypes",
  trusted_issuers as "trustedIssuers", is_status_demanded as "isStatusDemanded", recheck_seconds as "recheckSeconds"`

export async function readRule(session: Session): Promise<MembershipRuleRow> {
  const rows = await session.query<MembershipRuleRow>({ text: `select ${RULE} from membership_rule` })
  return rows[0]!
}

export async function writeRule(session: Session, rule: MembershipRule): Promise<void> {
  await session.query({
    text: `update membership_rule set version = version + 1, is_demanded = $1, scopes = $2, credential_types = $3,
           trusted_issuers = $4, is_status_demanded = $5, recheck_seconds = $6`,
    values: [
      rule.isDemanded,
      rule.scopes,
      rule.credentialTypes,
      rule.trustedIssuers,
      rule.isStatusDemanded,
      rule.recheckSeconds,
    ],
  })
}

export type RuleForPartner = MembershipRuleRow & {
  /** Null: nothing is known under this rule. */
  readonly isMember: boolean | null
  readonly reason: string | null
  readonly goodUntil: Date | null
}

/** The rule, and what was found of a partner under it. */
export async function readRuleFor(session: Session, partner: string): Promise<RuleForPartner> {
  const rows = await session.query<RuleForPartner>({
    name: 'membership-rule-for',
    text: `select ${RULE}, m.is_member as "isMember", m.reason, m.good_until as "goodUntil"
           from membership_rule r left join membership m on m.partner = $1 and m.rule_version = r.version`,
    values: [partner],
  })
  return rows[0]!
}

/** Keeps what was found, unless something newer is kept already. */
export async function keepMembership(session: Session, found: Membership): Promise<void> {
  await session.query({
    text: `insert into membership (partner, rule_version, is_member, issuers, reason, checked_at, good_until, credentials, sends_until)
           values ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0), $8, to_timestamp($9 / 1000.0))
           on conflict (partner) do update set rule_version = excluded.rule_version, is_member = excluded.is_member,
             issuers = excluded.issuers, reason = excluded.reason, checked_at = excluded.checked_at, good_until = excluded.good_until,
             credentials = excluded.credentials, sends_until = excluded.sends_until
           where membership.rule_version < excluded.rule_version
             or (membership.rule_version = excluded.rule_version and membership.checked_at <= excluded.checked_at)`,
    values: [
      found.partner,
      found.version,
      found.isMember,
      found.issuers,
      found.reason,
      found.checkedAt,
      found.goodUntil,
      found.credentials,
      found.sendsUntil,
    ],
  })
}

/** A partner to which data flows, with what proved its membership. */
export interface MembershipToRecheck {
  readonly [column: string]: unknown
  readonly id: string
  readonly did: string
  readonly credentials: readonly string[]
}

/** Those whose time is about to end, and those that did not hold when they were looked at a while ago. */
export const membershipsToRecheck = (
  session: Session,
  { soon, before, most }: { readonly soon: Date; readonly before: Date; readonly most: number },
): Promise<readonly MembershipToRecheck[]> =>
  session.query<MembershipToRecheck>({
    text: `select p.id, p.did, m.credentials
           from membership m join membership_rule r on r.version = m.rule_version and r.is_demanded
           join partner p on p.id = m.partner and p.state = 'active'
           where m.credentials <> '{}' and case when m.is_member then m.sends_until < $1 else m.checked_at < $2 end
             and exists (select from message_stream s where s.partner = p.id and s.direction = 'out' and s.kind = 'envelopes'
                         and s.state = 'open')
           order by m.checked_at limit $3`,
    values: [soon, before, most],
  })

export interface MemberRow {
  readonly [column: string]: unknown
  readonly partner: string
  readonly did: string
  readonly name: string
  readonly isMember: boolean
  readonly issuers: readonly string[]
  readonly reason: string | null
  readonly checkedAt: Date
}

/** What was found under the rule as it is now, newest first. */
export const listMembers = (session: Session): Promise<readonly MemberRow[]> =>
  session.query<MemberRow>({
    text: `select p.id as partner, p.did, p.name, m.is_member as "isMember", m.issuers, m.reason, m.checked_at as "checkedAt"
           from membership m join membership_rule r on r.version = m.rule_version join partner p on p.id = m.partner
           order by m.checked_at desc, p.did limit 5000`,
  })
