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

/** Everything that was said in a process, oldest first. */
export const listMessages = (
  session: Session,
  process: string,
): Promise<readonly (ProcessMessage & { readonly at: Date })[]> =>
  session.query<ProcessMessage & { at: Date; [column: string]: unknown }>({
    text: `select process, direction, message, state, body, at from process_message where process = $1 order by id limit 1000`,
    values: [process],
  })

/** The message that began a process. */
export async function firstMessage(session: Session, process: string): Promise<JsonObject | undefined> {
  const rows = await session.query<{ body: JsonObject }>({
    text: 'select body from process_message where process = $1 order by id limit 1',
    values: [process],
  })
  return rows[0]?.body
}
