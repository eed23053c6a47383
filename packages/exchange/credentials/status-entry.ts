import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { Credential } from './credential.ts'
import { isFields, shown } from './read-fields.ts'

/** What a set bit of a status list says: that the credential is over, or that it rests. */
export type StatusPurpose = 'revocation' | 'suspension'

/** Where a credential's status stands: the bit at an index of a list that its issuer publishes. */
export interface StatusEntry {
  readonly purpose: StatusPurpose
  /** Address of the list. */
  readonly list: string
  readonly index: number
}

const PURPOSES: readonly unknown[] = ['revocation', 'suspension'] satisfies readonly StatusPurpose[]
/** They tell more, and do not say that a credential does not count. */
const PASSED_OVER: readonly unknown[] = ['refresh', 'message']
const TYPES: readonly unknown[] = ['BitstringStatusListEntry', 'StatusList2021Entry']
const MOST_ENTRIES = 4
const INDEX = /^\d{1,10}$/

/**
 * Every bit that has to be looked at before a credential counts. What is not understood is refused: a status of an unknown type may be
 * the one that says "revoked". `isDemanded`: a credential whose revocation cannot be looked up does not count.
 */
export function statusEntries({ statuses }: Credential, isDemanded: boolean): Result<readonly StatusEntry[]> {
  if (statuses.length > MOST_ENTRIES) return refuse(`should have at most ${MOST_ENTRIES} entries`)
  const entries: StatusEntry[] = []
  for (const status of statuses) {
    const read = readEntry(status)
    if (!read.ok) return read
    if (read.value) entries.push(read.value)
  }
  return isDemanded && !entries.some((one) => one.purpose === 'revocation')
    ? refuse('should be there with the purpose revocation: a credential without it could not be revoked')
    : succeed(entries)
}

function readEntry(status: unknown): Result<StatusEntry | null> {
  if (!isFields(status) || !TYPES.includes(status.type))
    return refuse(
      `should be of type ${TYPES.join(' or ')}, not (${isFields(status) ? shown(status.type) : shown(status)})`,
    )
  const { statusPurpose, statusListCredential, statusListIndex, statusSize } = status
  if (PASSED_OVER.includes(statusPurpose)) return succeed(null)
  if (!PURPOSES.includes(statusPurpose))
    return refuse(`should be of purpose ${PURPOSES.join(' or ')}, not (${shown(statusPurpose)})`)
  if (statusSize !== undefined && statusSize !== 1)
    return refuse(`should have one bit for this purpose, not (${shown(statusSize)})`)
  if (typeof statusListCredential !== 'string') return refuse('should name its list: statusListCredential')
  const index = typeof statusListIndex === 'number' ? String(statusListIndex) : statusListIndex
  if (typeof index !== 'string' || !INDEX.test(index))
    return refuse(`should have a whole number as index, not (${shown(statusListIndex)})`)
  return succeed({ purpose: statusPurpose as StatusPurpose, list: statusListCredential, index: Number(index) })
}

const refuse = (message: string): Result<never> => fail('forbidden', `credentialStatus ${message}`)
