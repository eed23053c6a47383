import { AsyncLocalStorage } from 'node:async_hooks'

/** Who asks for what is being written, for the audit log. */
export interface Actor {
  /** E-mail of a person, DID of a partner. */
  readonly by: string
  readonly via: 'screen' | 'program' | 'partner'
}

const current = new AsyncLocalStorage<Actor>()

/** Does work in somebody's name. */
export const actFor = <T>(actor: Actor, work: () => T): T => current.run(actor, work)

export const actorNow = (): Actor | undefined => current.getStore()
