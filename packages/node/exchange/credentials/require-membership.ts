import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { OutboundFailure } from '../../platform/outbound-fetch.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { Refused } from '../../platform/problem.ts'
import { askPresentations } from './ask-presentations.ts'
import type { CredentialRoom } from './credential-room.ts'
import { fetchOnce } from './fetch-once.ts'
import { judgePresentations, type ProvenMembership } from './judge-presentations.ts'
import { keepMembership, type MembershipRuleRow, readRuleFor } from './membership.store.ts'
import { readJwt } from './read-jwt.ts'
import { sendsUntil } from './recheck-memberships.ts'

/** Refuses a request of a partner that does not prove the membership that the owner of the node demands. */
export type RequireMembership = (request: PartnerRequest) => Promise<void>

/** What a request of a partner says of it; the guard of partners has checked the token. */
interface PartnerRequest {
  readonly partner: CallingPartner | null
  readonly headers: { readonly authorization?: string | undefined }
}

interface Asking {
  readonly partner: { readonly id: string; readonly did: string }
  readonly rule: MembershipRuleRow
  readonly accessToken: string
}

/** So long at most a partner that proved nothing is refused without asking again: each question costs calls to addresses of its choice. */
const DENIED_SECONDS = 5

/**
 * A hook for doors of partners, run before anything of the body is read. Off unless the owner demands membership. What was proven is
 * believed for the rule's recheck time and never longer than credential and status list allow; whatever goes wrong, the answer is no.
 */
export function membershipGuard(room: CredentialRoom): RequireMembership {
  const asked = new Map<string, Promise<Result<ProvenMembership>>>()
  return async (request) => {
    const { partner } = request
    if (!partner) throw new Error('requireMembership is for routes of partners')
    const rule = await readRuleFor(room.database, partner.id)
    if (!rule.isDemanded) return
    const accessToken = accessTokenOf(request)
    if (accessToken === undefined)
      throw new Refused('forbidden', 'This node asks for a proof of membership: send an ID token with the claim token')
    const { isMember, reason, goodUntil, version } = rule
    if (goodUntil !== null && goodUntil.getTime() > room.machine()) {
      if (isMember) return
      throw new Refused('forbidden', reason ?? 'This partner proved no membership')
    }
    const key = `${version} ${partner.id}`
    const asking =
      asked.get(key) ?? findMembership(room, { partner, rule, accessToken }).finally(() => asked.delete(key))
    asked.set(key, asking)
    const found = await asking
    if (!found.ok) throw new Refused('forbidden', found.failure.message)
  }
}

/** The claim of a token whose signature and other claims the guard of partners has checked. */
function accessTokenOf(request: PartnerRequest): string | undefined {
  const jwt = readJwt(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
  const token = jwt.ok ? jwt.value.claims.token : undefined
  return typeof token === 'string' && token !== '' ? token : undefined
}

async function findMembership(room: CredentialRoom, asking: Asking): Promise<Result<ProvenMembership>> {
  const checkedAt = room.machine()
  const found = await judge(room, asking)
  const { partner, rule } = asking
  const seconds = found.ok ? rule.recheckSeconds : Math.min(rule.recheckSeconds, DENIED_SECONDS)
  const until = checkedAt + seconds * 1_000
  const proven = found.ok ? found.value : undefined
  await keepMembership(room.database, {
    partner: partner.id,
    version: rule.version,
    isMember: found.ok,
    issuers: proven?.issuers ?? [],
    // A partner's words may be in it; the database keeps no zero character.
    reason: found.ok ? null : found.failure.message.replaceAll('\0', '').slice(0, 1_000),
    checkedAt,
    goodUntil: proven ? Math.min(until, proven.until * 1_000) : until,
    credentials: proven?.credentials ?? [],
    sendsUntil: proven ? sendsUntil(rule, proven, checkedAt) : null,
  })
  return found
}

async function judge(room: CredentialRoom, { partner, rule, accessToken }: Asking): Promise<Result<ProvenMembership>> {
  const { identity, log } = room
  const fetch = fetchOnce(room.outboundFetch)
  const holder = partner.did
  try {
    const presentations = await askPresentations({ identity, fetch, holder, accessToken, scopes: rule.scopes })
    if (!presentations.ok) return presentations
    const now = Math.floor(room.machine() / 1_000)
    const proven = await judgePresentations({ identity, fetch, rule, holder, now }, presentations.value)
    if (!proven.ok) return proven
    log.debug('A partner proved its membership', { partner: holder })
    return succeed(proven.value)
  } catch (error) {
    if (error instanceof OutboundFailure) return fail('forbidden', error.message)
    throw error
  }
}
