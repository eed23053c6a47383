import pg from 'pg'
import type { Log } from './log.ts'

export interface ListenOptions {
  readonly url: string
  readonly log: Log
  /** What to do with the text of a notification, by channel. */
  readonly channels: Readonly<Record<string, (text: string) => void>>
  /** Called on each connection, also after one was lost: notifications may have been missed meanwhile. */
  readonly onConnect?: (client: pg.ClientBase) => Promise<void>
}

export interface Listening {
  readonly close: () => Promise<void>
}

const AGAIN_MS = 300

/** Listens to notifications of the database on a connection of its own; connects again for as long as it is not closed. */
export async function listen(options: ListenOptions): Promise<Listening> {
  let closed = false
  let client = await connect(options)
  const watch = () => client.once('end', () => void again())
  const again = async (): Promise<void> => {
    while (!closed) {
      await new Promise((done) => setTimeout(done, AGAIN_MS).unref())
      try {
        if (closed) return
        client = await connect(options)
        return closed ? void client.end() : void watch()
      } catch (error) {
        options.log.warn('Notifications of the database cannot be heard; trying again', {
          error: (error as Error).message,
        })
      }
    }
  }
  watch()
  return {
    close: async () => {
      closed = true
      await client.end().catch(() => {})
    },
  }
}

async function connect({ url, channels, onConnect }: ListenOptions): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'headwater listener', keepAlive: true })
  client.on('error', () => {})
  client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
  await client.connect()
  try {
    for (const channel of Object.keys(channels)) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    await onConnect?.(client)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
