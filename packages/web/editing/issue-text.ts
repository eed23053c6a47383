import { useLingui } from '@lingui/react/macro'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'

type Issue = EditAnswer['issues'][number]

/** Why a cell was not written, in the reader's words: what it holds, and what it should be. */
export function useIssueText(): (issue: Issue) => string {
  const { t } = useLingui()
  return ({ code, message, value: given, ring }) => {
    const value = given ?? ''
    if (code === 'cycle' && ring)
      return t`An item cannot be made of itself: ${ring.join(' → ')}. Remove one line of this ring`
    const texts: Readonly<Record<string, string>> = {
      'duplicate-key': t`“${value}” is there already: choose another`,
      'unknown-reference': t`“${value}” is not known here`,
      'not-a-date': t`“${value}” should be a date, as 2026-12-31`,
      'not-a-number': t`“${value}” should be a number`,
      'too-many-digits': t`“${value}” has too many digits`,
      'out-of-range': t`“${value}” is out of its range`,
      required: t`this is needed`,
      'no-variant': t`Style ${value} has not exactly one variant that matches`,
      'no-conversion': t`Unit ${value} has no conversion to the item’s own unit`,
      'no-working-time': t`Calendar ${value} is used and should have working time`,
      'bad-text': t`“${value}” has a character that may not stand here, or is too long`,
    }
    return texts[code] ?? message
  }
}
