import { type Checkpoint, readCheckpoint, type SignedCheckpoint } from '@headwater/exchange/evidence/checkpoint'
import type { Session } from '../../platform/database.ts'

/** Whose word on which log. */
export interface CheckpointOf {
  readonly origin: string
  /** DID. */
  readonly signer: string
}

/** The last that was kept, or the last of at most so many records; null: none. */
export async function lastCheckpoint(
  session: Session,
  { origin, signer }: CheckpointOf,
  most: number = Number.MAX_SAFE_INTEGER,
): Promise<(SignedCheckpoint & { readonly read: Checkpoint }) | null> {
  const [row] = await session.query<{ text: string; signature: string }>({
    text: `select text, signature from checkpoint where origin = $1 and signer = $2 and size <= $3
           order by id desc limit 1`,
    values: [origin, signer, most],
  })
  if (!row) return null
  const read = readCheckpoint(row.text)
  if (!read) throw new Error(`A kept checkpoint of ${origin} is none`)
  return { checkpoint: row.text, signature: row.signature, read }
}

/** Two swaps of one log are judged one after the other; held until the transaction ends. */
export async function lockCheckpoints(session: Session, origin: string): Promise<void> {
  await session.query({
    text: `select pg_advisory_xact_lock(hashtextextended('checkpoint ' || $1, 0))`,
    values: [origin],
  })
}

/** Days for which the last checkpoint of each is kept. */
const KEPT_DAYS = 400

/** Keeps it; of each day the last one stays, because a later one proves all that an earlier one has said. */
export async function keepCheckpoint(
  session: Session,
  { origin, signer }: CheckpointOf,
  { checkpoint, signature, size }: SignedCheckpoint & { readonly size: number },
): Promise<void> {
  await session.query({
    text: `with newest as (select id, text from checkpoint where origin = $1 and signer = $2 order by id desc limit 1),
           again as (update checkpoint c set kept = now() from newest n where c.id = n.id and n.text = $4 returning 1),
           old as (delete from checkpoint c using newest n where c.origin = $1 and c.signer = $2 and n.text <> $4
                     and (c.kept >= date_trunc('day', now(), 'UTC') or c.kept < now() - make_interval(days => ${KEPT_DAYS})))
           insert into checkpoint (origin, signer, size, text, signature)
           select $1, $2, $3, $4, $5 where not exists (select from again)`,
    values: [origin, signer, size, checkpoint, signature],
  })
}

/** Partners with whom no checkpoint was swapped for so long, and with whom there is something to swap. */
export const partnersToCheck = (
  session: Session,
  { own, hours }: { readonly own: string; readonly hours: number },
): Promise<readonly { readonly id: string; readonly did: string }[]> =>
  session.query<{ id: string; did: string; [column: string]: unknown }>({
    text: `select p.id, p.did from partner p where p.state = 'active'
             and exists (select from record_log l where (l.sender, l.receiver) in (($1, p.did), (p.did, $1)))
             and not exists (select from checkpoint c where c.signer = p.did and c.kept > now() - make_interval(hours => $2)
                             and c.origin in ($1 || '/from/' || p.did, p.did || '/from/' || $1))`,
    values: [own, hours],
  })
