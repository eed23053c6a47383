import { hashOf } from '@headwater/exchange/evidence/envelope'
import { noteInbox } from '../../inbox/index.ts'
import type { Session, Transaction } from '../../platform/database.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { Refused } from '../../platform/problem.ts'
import { addTask } from '../../platform/tasks.ts'
import type { ReadMessage } from '../delivery/read-messages.ts'
import type { KeptMessages } from '../delivery/take-in.ts'
import { sha256 } from '../evidence/sha256.ts'
import { noteIncident } from '../identity/incident.store.ts'
import { type AgreementOf, disputedHash, findAgreed, keepSignature } from './agreement-signature.store.ts'
import { SUSPEND_TASK } from './suspend-disputed.ts'

/** A partner signs an agreement: the hash that it names should be that of what we hold. Another one is an incident, and the owner is told. */
export async function takeSignatures(transaction: Transaction, { partner, messages }: KeptMessages): Promise<void> {
  for (const message of messages) {
    const { agreementId: name, messageId } = message.envelope
    const agreed = await findAgreed(transaction, { partner: partner.id, name })
    if (agreed === undefined) continue
    const ours = hashOf(agreed, sha256)
    const hash = hashIn(message)
    const isSame = hash === ours
    await keepSignature(transaction, { partner: partner.id, name, hash, isSame, messageId })
    if (!isSame) await raise(transaction, partner, { message, ours, theirs: hash })
  }
}

const LONGEST = 200

function hashIn({ envelope: { body } }: ReadMessage): string {
  const hash = (body as { readonly agreementHash?: unknown } | null)?.agreementHash
  return typeof hash === 'string' ? hash.replaceAll('\0', '').slice(0, LONGEST) : ''
}

interface Disputed {
  readonly message: ReadMessage
  readonly ours: string
  readonly theirs: string
}

async function raise(transaction: Transaction, partner: CallingPartner, { message, ours, theirs }: Disputed) {
  const { envelope, content, signature } = message
  const { agreementId: agreement } = envelope
  const what = `${partner.name} has signed another agreement under ${agreement}: its hash is ${theirs || 'missing'}, that of ours ${ours}`
  await noteIncident(transaction, {
    kind: 'agreement-disputed',
    partner: partner.id,
    what,
    detail: { agreement, ours, theirs, content, signature },
  })
  const facts = { customer: partner.name, message: what.slice(0, 500) }
  await noteInbox(transaction, [{ kind: 'agreement-disputed', subject: `${partner.id} ${agreement}`, facts }])
  await addTask(transaction, { name: SUSPEND_TASK, payload: { partner: partner.id, name: agreement }, retries: 5 })
}

/** No data is asked for, or promised, by an agreement of which the partner has signed another text. */
export async function refuseDisputed(
  session: Session,
  agreement: AgreementOf,
  reason: 'invalid' | 'conflict',
): Promise<void> {
  const hash = await disputedHash(session, agreement)
  if (hash !== undefined)
    throw new Refused(
      reason,
      `agreement (${agreement.name}) is in dispute: one side holds another text of it, with the hash ${hash}; terminate and agree anew`,
    )
}
