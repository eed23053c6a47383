import type { Session } from './database.ts'

/** What was answered to a request with a key. */
export interface KeptAnswer {
  /** Of the key and who sent it: the key itself is not kept. */
  readonly id: Buffer
  /** Of what was asked, by the key: without it nothing can be guessed from this. */
  readonly request: Buffer
  readonly status: number
  /** Null: the answer is told once and never kept. */
  readonly body: string | null
  readonly type: string
}

/** How long an answer is kept, by the machine's clock. */
export const KEPT_HOURS = 24

export async function findAnswer(session: Session, id: Buffer): Promise<KeptAnswer | undefined> {
  const rows = await session.query<KeptAnswer & Record<string, unknown>>({
    name: 'find-answer',
    text: `select id, request, status, body, type from answered_request
           where id = $1 and at > now() - make_interval(hours => ${KEPT_HOURS})`,
    values: [id],
  })
  return rows[0]
}

/** Keeps an answer; false: another request with this key was answered meanwhile. */
export async function keepAnswer(session: Session, { id, request, status, body, type }: KeptAnswer): Promise<boolean> {
  const rows = await session.query({
    name: 'keep-answer',
    text: `insert into answered_request as kept (id, request, status, body, type) values ($1, $2, $3, $4, $5)
           on conflict (id) do update set request = excluded.request, status = excluded.status, body = excluded.body,
             type = excluded.type, at = now()
           where kept.at <= now() - make_interval(hours => ${KEPT_HOURS}) returning 1`,
    values: [id, request, status, body, type],
  })
  return rows.length > 0
}

/** Answers that are too old go. */
export async function forgetAnswers(session: Session): Promise<void> {
  await session.query({
    name: 'forget-answers',
    text: `delete from answered_request where at <= now() - make_interval(hours => ${KEPT_HOURS})`,
  })
}
