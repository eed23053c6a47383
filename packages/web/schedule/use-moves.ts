import { useLingui } from '@lingui/react/macro'
import { useMemo, useRef, useState } from 'react'
import type { MoveAnswer, MovePreview, ScheduleChange } from '../../../schemas/rest/scheduling.ts'
import { useEdits } from '../editing/edits.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { useLanguage } from '../language/language.tsx'
import { send } from '../rest/client.ts'
import { orderOf, type ScheduleModel, withShifts } from './schedule-model.ts'
import { shortMoment } from './schedule-words.ts'
import type { TimeAxis } from './time-axis.ts'
import type { WantedPlace } from './timeline-facts.ts'

export interface Moves {
  /** The schedule with the move that is tried, or written and not yet timed by the node. */
  readonly shown: ScheduleModel
  /** What the move in hand would do; null: nothing is in hand. */
  readonly preview: MovePreview | null
  readonly refusal: string | null
  readonly carry: (place: WantedPlace) => void
  readonly drop: (place: WantedPlace) => Promise<void>
  readonly giveUp: () => void
  readonly pin: (operation: number) => Promise<void>
  readonly split: (operation: number, quantity: string) => Promise<string | null>
}

interface Shown {
  readonly run: number
  readonly answer: MovePreview
  readonly isWritten: boolean
}

/** Moves of the schedule: asked while in hand, one question at a time and the newest place only; written when dropped. */
export function useMoves(
  model: ScheduleModel,
  axis: TimeAxis,
  onOrder: (order: string, sequence: number) => void,
): Moves {
  const wordsOf = useRefusalText()
  const [held, setHeld] = useState<Shown | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const wanted = useRef<WantedPlace | null>(null)
  const isAsking = useRef(false)
  const change = useScheduleChange(axis, onOrder)
  const { run } = model.view
  const fresh = held?.run === run ? held : null
  const shown = useMemo(() => (fresh ? withShifts(model, fresh.answer) : model), [model, fresh])
  const ask = async (): Promise<void> => {
    if (isAsking.current) return
    isAsking.current = true
    try {
      for (let place = wanted.current; place !== null; place = next(wanted, place)) {
        const answer = await send<MoveAnswer>('POST', '/api/schedule/moves', { ...moveOf(model, place), preview: true })
        if (wanted.current !== null) setHeld({ run, answer, isWritten: false })
      }
    } catch (error) {
      setRefusal(wordsOf(error))
    } finally {
      isAsking.current = false
    }
  }
  const drop = async (place: WantedPlace): Promise<void> => {
    wanted.current = null
    const answer = await change.move(model, place).catch((error: unknown) => wordsOf(error))
    if (typeof answer === 'string') setRefusal(answer)
    setHeld(typeof answer === 'string' ? null : { run, answer, isWritten: true })
  }
  return {
    shown,
    preview: fresh && !fresh.isWritten ? fresh.answer : null,
    refusal,
    carry: (place) => {
      wanted.current = place
      setRefusal(null)
      void ask()
    },
    drop,
    giveUp: () => {
      wanted.current = null
      setHeld(null)
      setRefusal(null)
    },
    pin: (o) =>
      model.held[o] === 1 || model.held[o] === 3
        ? change.unpin(model, o).catch((error: unknown) => setRefusal(wordsOf(error)))
        : drop({ operation: o, unit: model.unit[o]!, start: model.begin[o]! }),
    split: (o, quantity) => change.split(model, o, quantity).catch(wordsOf),
  }
}

/** The place that is wanted by now; null: the answered one still is, or none is. */
function next(wanted: React.RefObject<WantedPlace | null>, answered: WantedPlace): WantedPlace | null {
  return wanted.current === answered ? null : wanted.current
}

const moveOf = (model: ScheduleModel, { operation, unit, start }: WantedPlace) => ({
  order: orderOf(model, operation).order,
  sequence: model.view.operations.sequence[operation]!,
  workUnit: model.view.units[unit]!.workUnit,
  start: new Date(start * 1000).toISOString(),
})

/** Writes changes and notes each, so that undo takes it back and has the schedule timed anew. */
function useScheduleChange(axis: TimeAxis, onOrder: (order: string, sequence: number) => void) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { note } = useEdits()
  const noted = (change: ScheduleChange, name: string): void => {
    const { batch } = change
    if (batch === null) return
    const undo = async (): Promise<void> => {
      await send('POST', `/api/imports/${batch}/undo`)
      await send('POST', `/api/schedule/runs?undone=${batch}`)
    }
    note({ name, undo })
  }
  return {
    /** The answer, or why it was not written. */
    move: async (model: ScheduleModel, place: WantedPlace): Promise<MovePreview | string> => {
      const wanted = moveOf(model, place)
      const answer = await send<MoveAnswer>('POST', '/api/schedule/moves', wanted)
      const { order, sequence, workUnit } = wanted
      if (!answer.isPossible)
        return t`${order} / ${sequence} does not fit there: another pinned operation holds the place.`
      const { change } = answer
      if (!change || change.batch === null) return change?.message ?? t`Nothing was changed.`
      const moment = shortMoment(model, axis, answer.start, language)
      noted(change, t`${change.order} / ${sequence} pinned to ${workUnit}, ${moment}`)
      onOrder(change.order, sequence)
      return answer
    },
    unpin: async (model: ScheduleModel, operation: number): Promise<void> => {
      const { order } = orderOf(model, operation)
      const sequence = model.view.operations.sequence[operation]!
      const change = await send<ScheduleChange>('POST', '/api/schedule/unpins', { order, sequence })
      noted(change, t`${order} / ${sequence} is free again`)
    },
    /** Null: done; else why not. */
    split: async (model: ScheduleModel, operation: number, quantity: string): Promise<string | null> => {
      const { order } = orderOf(model, operation)
      const change = await send<ScheduleChange>('POST', '/api/schedule/splits', { order, quantity })
      if (change.batch === null) return change.message ?? t`Nothing was changed.`
      noted(change, t`${order} split: ${quantity} stay in ${change.order}`)
      onOrder(change.order, model.view.operations.sequence[operation]!)
      return null
    },
  }
}
