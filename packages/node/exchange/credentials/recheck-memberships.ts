import { fail, type Result } from '@headwater/domain/outcome/result'
import { OutboundFailure } from '../../platform/outbound-fetch.ts'
import type { CredentialRoom } from './credential-room.ts'
import { fetchOnce } from './fetch-once.ts'
import { judgeKept, type ProvenMembership } from './judge-presentations.ts'
import {
  keepMembership,
  type MembershipRuleRow,
  type MembershipToRecheck,
  membershipsToRecheck,
  readRule,
} from './membership.store.ts'

/** How often it is looked whose time is about to end. */
const LOOK_MS = 5_000
/** Beyond the recheck time, for the look and its calls: after both nothing is sent, whoever did not look. */
export const RECHECK_SLACK_MS = 15_000
/** What did not hold is looked at again after so long: a list that was away, a suspension that was lifted. */
const AGAIN_MS = 30_000
const AT_ONCE = 32

/** Until when data goes to a partner, in milliseconds: never longer than its credentials and their lists say. */
export const sendsUntil = (
  { recheckSeconds }: MembershipRuleRow,
  { until }: ProvenMembership,
  checkedAt: number,
): number => Math.min(checkedAt + recheckSeconds * 1_000 + RECHECK_SLACK_MS, until * 1_000)

/** Looks up again the credentials of partners to which data flows, who do not call us by themselves. Answers how to end it. */
export function watchMemberships(room: CredentialRoom): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const look = async (): Promise<void> => {
    isBusy = true
    await recheckMemberships(room).catch((error: Error) =>
      room.log.warn('Memberships of partners could not be looked up', { reason: error.message }),
    )
    isBusy = false
  }
  const timer = setInterval(() => {
    if (!isBusy) running = look()
  }, LOOK_MS).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** One look. */
export async function recheckMemberships(room: CredentialRoom): Promise<void> {
  const rule = await readRule(room.database)
  if (!rule.isDemanded) return
  const now = room.machine()
  const due = await membershipsToRecheck(room.database, {
    soon: new Date(now + RECHECK_SLACK_MS + LOOK_MS),
    before: new Date(now - AGAIN_MS),
    most: AT_ONCE,
  })
  await Promise.all(due.map((one) => recheck(room, rule, one)))
}

async function recheck(room: CredentialRoom, rule: MembershipRuleRow, partner: MembershipToRecheck): Promise<void> {
  const checkedAt = room.machine()
  const found = await judgeAgain(room, rule, partner)
  const proven = found.ok ? found.value : undefined
  if (!found.ok)
    room.log.warn('A partner is sent nothing more: its credential does not hold', {
      partner: partner.did,
      reason: found.failure.message,
    })
  await keepMembership(room.database, {
    partner: partner.id,
    version: rule.version,
    isMember: found.ok,
    issuers: proven?.issuers ?? [],
    reason: found.ok ? null : found.failure.message.replaceAll('\0', '').slice(0, 1_000),
    checkedAt,
    // Its own next call has to be proven by a presentation, as ever.
    goodUntil: checkedAt,
    credentials: partner.credentials,
    sendsUntil: proven ? sendsUntil(rule, proven, checkedAt) : null,
  })
}

async function judgeAgain(
  { identity, machine, outboundFetch }: CredentialRoom,
  rule: MembershipRuleRow,
  { did, credentials }: MembershipToRecheck,
): Promise<Result<ProvenMembership>> {
  try {
    const now = Math.floor(machine() / 1_000)
    return await judgeKept({ identity, fetch: fetchOnce(outboundFetch), rule, holder: did, now }, credentials)
  } catch (error) {
    if (error instanceof OutboundFailure) return fail('forbidden', error.message)
    throw error
  }
}
