import { useLingui } from '@lingui/react/macro'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'

/** Why nothing was written, in the reader's words; null where it was. */
export function useFaultWords(): (answer: EditAnswer) => string | null {
  const { t } = useLingui()
  const wordsOf = ({ code, field, value, message, ring }: EditAnswer['issues'][number]): string => {
    const given = value ?? ''
    const name = field ?? ''
    switch (code) {
      case 'cycle':
        return ring
          ? t`An item cannot be made of itself: ${ring.join(' → ')}. Remove one line of this ring`
          : t`An item cannot be made of itself`
      case 'required':
        return t`${name} should not be empty`
      case 'not-a-number':
      case 'too-many-digits':
        return t`${name} (${given}) should be a number with a point and at most six decimals`
      case 'out-of-range':
        return t`${name} (${given}) is outside what is allowed`
      case 'not-a-date':
        return t`${name} (${given}) should be a date as 2026-11-26`
      case 'unknown-reference':
        return t`${name} (${given}) is not known here. Choose one that exists`
      case 'duplicate-key':
        return t`${name} (${given}) is already there. Choose another, or change that row`
      case 'no-variant':
        return t`Style ${given} has not exactly one variant that matches`
      case 'no-conversion':
        return t`Unit ${given} has no conversion to the item’s own unit`
      case 'no-working-time':
        return t`Calendar ${given} is used and should have working time`
      default:
        return message
    }
  }
  return ({ conflicts, issues }) => {
    const conflict = conflicts[0]
    if (conflict)
      return conflict.now === null
        ? t`Somebody has removed this row meanwhile`
        : t`Somebody changed it to ${conflict.now} meanwhile`
    return issues[0] ? wordsOf(issues[0]) : null
  }
}
