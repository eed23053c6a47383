import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UndoAnswer } from '../../../schemas/rest/records.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused, send } from '../rest/client.ts'
import { PLAN_TOPIC, RECORDS_TOPIC } from '../rest/topics.ts'

/** Takes an import back; resolves with whether it was. A refusal is kept in words. */
export function useUndoImport() {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  const queries = useQueryClient()
  const [refusal, setRefusal] = useState<string | null>(null)
  const undo = async (batch: number): Promise<boolean> => {
    setRefusal(null)
    try {
      await send<UndoAnswer>('POST', `/api/imports/${batch}/undo`)
      for (const topic of [RECORDS_TOPIC, PLAN_TOPIC]) void queries.invalidateQueries({ queryKey: [topic] })
      return true
    } catch (error) {
      setRefusal(
        error instanceof RequestRefused && error.problem.status === 409
          ? t`Import ${batch} cannot be taken back: later changes stand on it. Take those back first.`
          : refusalText(error),
      )
      return false
    }
  }
  return { undo, refusal }
}
