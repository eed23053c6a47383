import type { Session } from '../../platform/database.ts'

/** How it stands with the record of a pair, as of the last checkpoints that the partner signed. */
export interface RecordState {
  /** Of the partner. */
  readonly partner: string
  /** When the partner last said the state that is kept; null: never. */
  readonly at: Date | null
  /** Records of both directions: as far as the partner has signed them, and those that are here now. */
  readonly theirs: number
  readonly ours: number
  readonly isDisputed: boolean
  readonly isBehind: boolean
}

/** Of every partner with whom there is a log or a checkpoint. `isBehind`: the partner has signed more than is here. */
export const listRecordStates = (session: Session, own: string): Promise<readonly RecordState[]> =>
  session.query<RecordState & { [column: string]: unknown }>({
    text: `select p.id as partner, max(c.kept) as at, coalesce(sum(c.size), 0)::float8 as theirs,
                  coalesce(sum(here.size), 0)::float8 as ours,
                  bool_or(coalesce(c.size, 0) > coalesce(here.size, 0)) as "isBehind",
                  bool_or(coalesce(bad.at > coalesce(c.kept, '-infinity'), false)) as "isDisputed"
           from partner p
           cross join lateral (values ($1, p.did), (p.did, $1)) as pair (sender, receiver)
           cross join lateral (select pair.receiver || '/from/' || pair.sender as origin) log
           left join lateral (select size, kept from checkpoint where origin = log.origin and signer = p.did
                              order by id desc limit 1) c on true
           left join lateral (select at from incident where partner = p.id and kind = 'rewritten-record' and closed is null
                              and detail ->> 'origin' = log.origin order by id desc limit 1) bad on true
           left join record_log l on l.sender = pair.sender and l.receiver = pair.receiver
           left join lateral (select max(index) + 1 as size from record_leaf where log = l.id) here on true
           group by p.id having count(c.kept) + count(l.id) + count(bad.at) > 0`,
    values: [own],
  })
