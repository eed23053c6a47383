import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { AppliedActions, ChangedActions } from '../../../schemas/rest/acting.ts'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { type DoneChange, useEdits } from '../editing/edits.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { send } from '../rest/client.ts'
import { ACTION_KINDS } from './action-words.tsx'

export interface Acting {
  readonly apply: (actions: readonly PlanningAction[]) => Promise<void>
  readonly dismiss: (actions: readonly PlanningAction[]) => Promise<void>
  readonly restore: (actions: readonly PlanningAction[]) => Promise<void>
  /** Something is being written. */
  readonly isBusy: boolean
}

const post = <Answer>(what: 'apply' | 'dismiss' | 'restore', actions: readonly PlanningAction[]): Promise<Answer> =>
  send<Answer>('POST', `/api/planning-actions/${what}`, { actions: actions.map((one) => one.id) })

/** Carries planning actions out, dismisses and restores them; each is undone like any change. */
export function useActing(): Acting {
  const { t, i18n } = useLingui()
  const { note, refuse } = useEdits()
  const refusalText = useRefusalText()
  const [isBusy, setBusy] = useState(false)
  const nameOf = (actions: readonly PlanningAction[]): string => {
    const [first] = actions
    if (actions.length === 1 && first)
      return `${i18n._(ACTION_KINDS.find((one) => one.value === first.action)!.name)} ${first.itemName}`
    return t`${actions.length} planning actions`
  }
  const run = async (actions: readonly PlanningAction[], change: () => Promise<DoneChange>): Promise<void> => {
    if (actions.length === 0 || isBusy) return
    setBusy(true)
    try {
      note(await change())
    } catch (error) {
      refuse(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    isBusy,
    apply: (actions) =>
      run(actions, async () => {
        const what = nameOf(actions)
        const { batch } = await post<AppliedActions>('apply', actions)
        const undo = async (): Promise<void> => {
          await send('POST', `/api/imports/${batch}/undo`)
          await send('POST', '/api/plan-runs')
        }
        return { name: t`Applied: ${what}`, undo }
      }),
    dismiss: (actions) =>
      run(actions, async () => {
        const what = nameOf(actions)
        await post<ChangedActions>('dismiss', actions)
        return { name: t`Dismissed until changed: ${what}`, undo: () => post('restore', actions) }
      }),
    restore: (actions) =>
      run(actions, async () => {
        const what = nameOf(actions)
        await post<ChangedActions>('restore', actions)
        return { name: t`Restored: ${what}`, undo: () => post('dismiss', actions) }
      }),
  }
}
