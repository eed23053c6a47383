import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import type { Session } from '../../platform/database.ts'

export interface ProcessMessage {
  /** Our own pid of the negotiation or transfer. */
  readonly process: string
  readonly direction: 'in' | 'out'
  readonly message: string
  /** After it. */
  readonly state: string
  readonly body: JsonObject
}

export async function insertMessage(session: Session, one: ProcessMessage): Promise<void> {
  await session.query({
    name: 'insert-process-message',
    text: `insert into process_message (process, direction, message, state, body) values ($1, $2, $3, $4, $5::jsonb)`,
    values: [one.process, one.direction, one.message, one.state, JSON.stringify(one.body)],
  })
}

/** What was said in a process, oldest first. */
export interface Said {
  readonly messages: { at: string; direction: string; message: string; state: string; body: unknown }[]
  /** In all: with those that came before. */
  readonly messageCount: number
}

/**
 * The newest messages of a process, and how many there are. Nothing bounds them: by the table of transitions two sides may bargain, or suspend
 * and start a transfer, as often as they like.
 */
export async function listMessages(session: Session, process: string): Promise<Said> {
  const rows = await session.query<{
    direction: string
    message: string
    state: string
    body: unknown
    at: Date
    all: number
  }>({
    text: `select direction, message, state, body, at, "all" from (
             select *, (select count(*)::int from process_message where process = $1) as "all"
             from process_message where process = $1 order by id desc limit ${MOST_SHOWN}) newest order by id`,
    values: [process],
  })
  return {
    messages: rows.map(({ at, all: _all, ...one }) => ({ ...one, at: at.toISOString() })),
    messageCount: rows[0]?.all ?? 0,
  }
}

const MOST_SHOWN = 1_000

/** The message that began a process. */
export async function firstMessage(session: Session, process: string): Promise<JsonObject | undefined> {
  const rows = await session.query<{ body: JsonObject }>({
    text: 'select body from process_message where process = $1 order by id limit 1',
    values: [process],
  })
  return rows[0]?.body
}
