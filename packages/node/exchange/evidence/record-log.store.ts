import { leafHash } from '@headwater/exchange/evidence/merkle-log'
import type { Session } from '../../platform/database.ts'
import { sha256 } from './sha256.ts'

/** One direction between two companies: the DIDs of who sends and who receives. */
export interface LogName {
  readonly sender: string
  readonly receiver: string
}

/** A record with its place in the log, as its receipt gave it. */
export interface PlacedRecord {
  readonly index: number
  /** Canonical bytes of the envelope. */
  readonly record: Uint8Array
}

/**
 * Gives records the next places of the log, in their order, in the caller's transaction; `first` is the place of the first. Others who
 * append to this log wait until the transaction ends, so that places follow the commits. One statement, at a cost that does not grow
 * with the log: the tree over the leaves is built when somebody asks for it (growLog).
 */
export async function appendLeaves(
  session: Session,
  { sender, receiver }: LogName,
  records: readonly Uint8Array[],
): Promise<{ readonly first: number }> {
  const rows = await session.query<{ first: number }>({
    name: 'append-leaves',
    text: `with log as (
             insert into record_log (sender, receiver, next_index) values ($1, $2, cardinality($3::bytea[]))
             on conflict (sender, receiver) do update set next_index = record_log.next_index + excluded.next_index
             returning id, next_index - cardinality($3::bytea[]) as first
           ), leaf as (
             insert into record_leaf (log, index, hash)
             select log.id, log.first + one.place - 1, one.hash
             from log, unnest($3::bytea[]) with ordinality as one (hash, place)
           )
           select first from log`,
    values: [sender, receiver, records.map((one) => Buffer.from(leafHash(one, sha256)))],
  })
  return { first: rows[0]!.first }
}

/** The records, by their position in what was given, whose place was promised to another one: the receiver gave one place twice. */
export interface Mirrored {
  readonly conflicts: readonly number[]
}

/**
 * Keeps records at the places that their receipts give, in the caller's transaction; in any order, and again without effect. Nobody
 * waits: the tree grows over the prefix without gaps when somebody asks for it.
 */
export async function mirrorLeaves(
  session: Session,
  log: LogName,
  records: readonly PlacedRecord[],
): Promise<Mirrored> {
  const leaves = records.map(({ index, record }) => ({ index, hash: Buffer.from(leafHash(record, sha256)) }))
  const id = (await findLog(session, log)) ?? (await makeLog(session, log))
  const rows = await session.query<{ index: number }>({
    name: 'mirror-leaves',
    text: `with one as (select index, hash from unnest($2::bigint[], $3::bytea[]) as one (index, hash) order by index),
           kept as (insert into record_leaf (log, index, hash) select $1, index, hash from one
                    on conflict (log, index) do nothing returning index)
           select index from one where index not in (select index from kept)`,
    values: [id, leaves.map((one) => one.index), leaves.map((one) => one.hash)],
  })
  const isTwiceHere = new Set(leaves.map((one) => one.index)).size < leaves.length
  if (rows.length === 0 && !isTwiceHere) return { conflicts: [] }
  return { conflicts: await otherLeaves(session, id, leaves) }
}

async function findLog(session: Session, { sender, receiver }: LogName): Promise<number | undefined> {
  const rows = await session.query<{ id: number }>({
    name: 'find-log',
    text: 'select id from record_log where sender = $1 and receiver = $2',
    values: [sender, receiver],
  })
  return rows[0]?.id
}

async function makeLog(session: Session, { sender, receiver }: LogName): Promise<number> {
  const rows = await session.query<{ id: number }>({
    text: `insert into record_log (sender, receiver) values ($1, $2)
           on conflict (sender, receiver) do update set sender = excluded.sender returning id`,
    values: [sender, receiver],
  })
  return rows[0]!.id
}

async function otherLeaves(
  session: Session,
  log: number,
  leaves: readonly { readonly index: number; readonly hash: Buffer }[],
): Promise<readonly number[]> {
  const rows = await session.query<{ position: number }>({
    text: `select one.position from unnest($2::bigint[], $3::bytea[]) with ordinality as one (index, hash, position)
           join record_leaf l on l.log = $1 and l.index = one.index and l.hash <> one.hash order by 1`,
    values: [log, leaves.map((one) => one.index), leaves.map((one) => one.hash)],
  })
  return rows.map((one) => Number(one.position) - 1)
}

/** Logs with leaves that are not in their trees yet. */
export const logsToGrow = (session: Session): Promise<readonly LogName[]> =>
  session.query<LogName & Record<string, unknown>>({
    text: `select sender, receiver from record_log log
           where exists (select from record_leaf leaf where leaf.log = log.id and leaf.index = log.size)`,
  })
