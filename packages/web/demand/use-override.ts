import { useLingui } from '@lingui/react/macro'
import type { NewOverride, OverrideMade, OverrideView } from '../../../schemas/rest/forecasting.ts'
import { useEdits } from '../editing/edits.tsx'
import { useRefusalText } from '../editing/failure-text.ts'
import { send } from '../rest/client.ts'

/** Gives an override as one change that can be undone; `onPlan` gets the plan that follows. Resolves with whether it was taken. */
export function useOverride(onPlan: (task: string) => void): (order: NewOverride, name: string) => Promise<boolean> {
  const { note, refuse } = useEdits()
  const refusalText = useRefusalText()
  return async (order, name) => {
    try {
      const made = await send<OverrideMade>('POST', '/api/forecast-overrides', order)
      onPlan(made.task)
      note({ name, undo: async () => onPlan((await take(made.id)).task) })
      return true
    } catch (error) {
      refuse(refusalText(error))
      return false
    }
  }
}

const take = (id: number): Promise<OverrideMade> => send<OverrideMade>('DELETE', `/api/forecast-overrides/${id}`)

/** Takes an override back; undone, it is given again. */
export function useWithdraw(onPlan: (task: string) => void): (override: OverrideView) => Promise<void> {
  const { t } = useLingui()
  const { note, refuse } = useEdits()
  const refusalText = useRefusalText()
  return async ({ id, level, key, place, firstDay, lastDay, quantity, reason }) => {
    try {
      onPlan((await take(id)).task)
      const again = { level, key, place, firstDay, lastDay, quantity, reason }
      note({
        name: t`Withdrawn: ${reason}`,
        undo: async () => onPlan((await send<OverrideMade>('POST', '/api/forecast-overrides', again)).task),
      })
    } catch (error) {
      refuse(refusalText(error))
    }
  }
}
