import { useLingui } from '@lingui/react/macro'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import { useIssueText } from './issue-text.ts'

/** Why nothing was written, in the reader's words; null where it was. */
export function useFaultWords(): (answer: EditAnswer) => string | null {
  const { t } = useLingui()
  const textOf = useIssueText()
  return ({ conflicts, issues }) => {
    const conflict = conflicts[0]
    if (!conflict) return issues[0] ? textOf(issues[0]) : null
    return conflict.now === null
      ? t`Somebody has removed this row meanwhile`
      : t`Somebody changed it to ${conflict.now} meanwhile`
  }
}
