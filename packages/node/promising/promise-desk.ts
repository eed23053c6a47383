import type { Day } from '@headwater/domain/measures/day'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { PromiseRequest } from '@headwater/engine/promising/promise-order'
import { siteZone } from '@headwater/files/site-zone'
import { loadForecasts } from '../forecasting/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Session } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { openThread, type Thread } from '../platform/thread.ts'
import { readRecords } from '../records/index.ts'
import type { DeskAnswer, DeskAnswers, DeskQuestion, DeskReservations, DeskState } from './desk.worker.ts'
import { deskVersion, loadOperations, loadReservations } from './promise.store.ts'

/** Answers promises from the current plan in a thread of its own; opened at the first question and after each change. */
export interface Desk {
  /**
   * Answers in the order of the questions, of which an earlier one keeps its goods from a later one; nothing changes. `without`: open
   * order lines in whose place the questions stand.
   */
  readonly ask: (
    session: Session,
    requests: readonly PromiseRequest[],
    without?: readonly string[],
  ) => Promise<readonly DeskAnswer[]>
  /** One change at a time: each waits here, without a connection of the pool that those before it need. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export function createDesk({ database, clock }: { database: Database; clock: Clock }): Desk {
  let thread: Thread | undefined
  let opened: { readonly basis: string; readonly today: Day; readonly zone: string } | undefined
  let reserved = ''
  const close = async (): Promise<void> => {
    const closing = thread
    thread = undefined
    opened = undefined
    await closing?.close()
  }
  const tell = async <Answer>(message: unknown): Promise<Answer> => {
    thread ??= openThread({ file: new URL('./desk.worker.ts', import.meta.url) })
    try {
      return await thread.ask<Answer>(message)
    } catch (error) {
      await close()
      throw error
    }
  }
  const refresh = async (session: Session): Promise<void> => {
    const moment = new Date(clock.business())
    const version = await deskVersion(session, moment)
    if (version.run === null) throw new Refused('unavailable', 'There is no plan yet; plan first')
    if (opened?.basis !== version.basis || opened.today !== businessDay(clock, opened.zone)) {
      const state = await readDesk(database, clock)
      await tell(state)
      opened = { basis: version.basis, today: state.today, zone: state.zone }
      reserved = ''
    }
    if (version.reserved === reserved) return
    await tell({ kind: 'reserve', reservations: await loadReservations(session, moment) } satisfies DeskReservations)
    reserved = version.reserved
  }
  const refreshInTurn = turns()
  return {
    ask: async (session, requests, without = []) => {
      await refreshInTurn(() => refresh(session))
      const told = await tell<DeskAnswers>({ kind: 'ask', requests, without } satisfies DeskQuestion)
      if ('unknown' in told) throw new Refused('not-found', `item (${told.unknown}) should be an item of items.csv`)
      return told.answers
    },
    inTurn: turns(),
    close,
  }
}

/** Lets one piece of work begin when the one before it has ended, well or not. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

const businessDay = (clock: Clock, zone: string): Day => dayOf(Math.floor(clock.business() / 1000), zone)

function readDesk(database: Database, clock: Clock): Promise<DeskState & { readonly zone: string }> {
  return database.transaction(
    async (transaction) => {
      const files = await readRecords(transaction)
      const zone = siteZone(files)
      const today = businessDay(clock, zone)
      return {
        kind: 'open',
        files,
        forecasts: await loadForecasts(transaction),
        operations: await loadOperations(transaction),
        today,
        now: localToInstant(today, 0, zone),
        zone,
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}
