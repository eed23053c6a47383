import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import { siteZone } from '@headwater/files/site-zone'
import { loadOverrides } from '../forecasting/index.ts'
import { loadLastSchedule } from '../planning/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { openThread, type Thread } from '../platform/thread.ts'
import { readRecords } from '../records/index.ts'
import type { DeskState } from './open-desk.ts'
import type { RushAnswer, RushQuestion } from './rush-on-desk.ts'
import { loadBasis } from './schedule.store.ts'
import type { ShiftAnswer, ShiftQuestion } from './shift-on-desk.ts'

/** Tries moves on the schedule in force, in a thread of its own; opened at the first question and after each change. */
export interface ScheduleDesk {
  readonly shift: (question: Omit<ShiftQuestion, 'kind'>) => Promise<ShiftAnswer>
  readonly rush: (question: Omit<RushQuestion, 'kind'>) => Promise<RushAnswer>
  /** Opens it for a question that is likely to come. */
  readonly warm: () => void
  readonly close: () => Promise<void>
}

/** An open desk holds the whole company in memory: unused it is closed. */
const IDLE_MS = 10 * 60_000

export function createScheduleDesk(room: { database: Database; clock: Clock }): ScheduleDesk {
  let thread: Thread | undefined
  let basis = ''
  let opening: Promise<void> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  const close = async (): Promise<void> => {
    clearTimeout(idle)
    const closing = thread
    thread = undefined
    basis = ''
    await closing?.close()
  }
  const open = async (): Promise<void> => {
    clearTimeout(idle)
    idle = setTimeout(() => void close(), IDLE_MS).unref()
    const wanted = await loadBasis(room.database, new Date(room.clock.business()))
    if (thread && basis === wanted) return
    thread ??= openThread({ file: new URL('./schedule-desk.worker.ts', import.meta.url) })
    await thread.ask(await readDesk(room))
    basis = wanted
  }
  /** One opening at a time; the next one finds it open. */
  const opened = (): Promise<void> => {
    opening = opening.then(open, open)
    return opening
  }
  const ask = async <Answer>(question: ShiftQuestion | RushQuestion): Promise<Answer> => {
    try {
      await opened()
      return await thread!.ask<Answer>(question)
    } catch (error) {
      await close()
      throw error
    }
  }
  return {
    shift: (question) => ask({ kind: 'shift', ...question }),
    rush: (question) => ask({ kind: 'rush', ...question }),
    // Whoever asks next hears what went wrong.
    warm: () => void opened().catch(() => {}),
    close,
  }
}

function readDesk({ database, clock }: { database: Database; clock: Clock }): Promise<DeskState> {
  return database.transaction(
    async (transaction) => {
      const files = await readRecords(transaction)
      const overrides = await loadOverrides(transaction)
      const last = await loadLastSchedule(transaction)
      if (last === null) throw new Refused('unavailable', 'There is no schedule yet; plan first')
      const zone = siteZone(files)
      const today = dayOf(Math.floor(clock.business() / 1000), zone)
      return { kind: 'open', files, overrides, last, today, now: localToInstant(today, 0, zone) }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}
