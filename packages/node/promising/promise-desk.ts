import { localToInstant, dayOf } from '@headwater/domain/measures/time-zone'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import type { PromiseLever } from '@headwater/engine/promising/promise-levers'
import type { PromiseRequest } from '@headwater/engine/promising/promise-order'
import { siteZone } from '@headwater/files/site-zone'
import type { Clock } from '../platform/clock.ts'
import type { Database, Session } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { openThread, type Thread } from '../platform/thread.ts'
import { readRecords } from '../records/index.ts'
import { deskVersion, loadForecasts, loadOperations, loadReservations } from './promise.store.ts'

export interface DeskAnswer {
  readonly promise: DeliveryPromise
  readonly levers: readonly PromiseLever[]
}

/** Answers promises from the current plan in a thread of its own; opened at the first question and after each change. */
export interface Desk {
  readonly ask: (session: Session, request: PromiseRequest) => Promise<DeskAnswer>
  readonly close: () => Promise<void>
}

export function createDesk({ database, clock }: { database: Database; clock: Clock }): Desk {
  let thread: Thread | undefined
  let opened = ''
  let opening: Promise<void> = Promise.resolve()
  const refresh = async (session: Session): Promise<void> => {
    const { run, version } = await deskVersion(session)
    if (run === null) throw new Refused('unavailable', 'There is no plan yet; plan first')
    if (version === opened) return
    thread ??= openThread({ file: new URL('./desk.worker.ts', import.meta.url) })
    await thread.ask(await readDesk(database, clock))
    opened = version
  }
  return {
    ask: async (session, request) => {
      opening = opening.catch(() => {}).then(() => refresh(session))
      await opening
      const answer = await thread!.ask<DeskAnswer | null>({ kind: 'ask', request })
      if (answer === null) throw new Refused('not-found', `item (${request.item}) should be an item of items.csv`)
      return answer
    },
    close: async () => {
      await thread?.close()
    },
  }
}

function readDesk(database: Database, clock: Clock): Promise<unknown> {
  return database.transaction(
    async (transaction) => {
      const files = await readRecords(transaction)
      const zone = siteZone(files)
      const today = dayOf(Math.floor(clock.business() / 1000), zone)
      return {
        kind: 'open',
        files,
        forecasts: await loadForecasts(transaction),
        operations: await loadOperations(transaction),
        reservations: await loadReservations(transaction),
        today,
        now: localToInstant(today, 0, zone),
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}
