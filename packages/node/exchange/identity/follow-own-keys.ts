import type { Database } from '../../platform/database.ts'
import { listen } from '../../platform/listen.ts'
import type { Log } from '../../platform/log.ts'
import { IDENTITY_CHANNEL } from './own-key.store.ts'
import { type FirstRun, type OwnKeys, readOwnKeys } from './own-keys.ts'

export interface FollowedKeys {
  readonly now: () => OwnKeys
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface FollowOptions {
  readonly log: Log
  readonly first: FirstRun
  /** Called with the DID of a partner that another process changed; without one: any may have changed. */
  readonly forget: (did?: string) => void
}

/** Keys of the node as they are in its database, whichever process changes them. */
export async function followOwnKeys(database: Database, { log, first, forget }: FollowOptions): Promise<FollowedKeys> {
  let own = await readOwnKeys(database, first)
  let asked = 0
  let shown = 0
  // Of two readings at once the one that began later is the newer, whichever ends first.
  const refresh = async (): Promise<void> => {
    asked += 1
    const turn = asked
    const read = await readOwnKeys(database, first)
    if (turn < shown) return
    shown = turn
    own = read
  }
  const hear = (did: string): void => {
    forget(did)
    if (did === '') refresh().catch((error) => log.error('The keys of the node were not read again', { error }))
  }
  const listening = await listen({
    url: database.url,
    log,
    channels: { [IDENTITY_CHANNEL]: hear },
    // What was said while nobody heard it.
    onConnect: async () => {
      forget()
      await refresh()
    },
  })
  return { now: () => own, refresh, close: listening.close }
}
