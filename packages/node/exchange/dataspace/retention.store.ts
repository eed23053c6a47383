import type { Session } from '../../platform/database.ts'

/** Days for which a negotiation that came to nothing is kept. */
const KEPT_DAYS = 365
const AT_ONCE = 1_000

/** Negotiations that ended before anybody wrote an agreement go with all that was said in them. Answers how many went. */
export async function forgetNegotiations(session: Session, now: Date): Promise<number> {
  let gone = 0
  for (let last = AT_ONCE; last === AT_ONCE; gone += last) {
    const [row] = await session.query<{ gone: number }>({
      text: `with over as (
               delete from negotiation where id in (
                 select id from negotiation where state = 'TERMINATED' and agreement is null
                   and changed < $1::timestamptz - make_interval(days => ${KEPT_DAYS}) limit ${AT_ONCE})
               returning id
             ), said as (delete from process_message where process in (select id from over))
             select count(*)::int as gone from over`,
      values: [now],
    })
    last = row!.gone
  }
  return gone
}
