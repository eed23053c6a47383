import { Trans } from '@lingui/react/macro'
import type { PlanIssueView } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'

/** What excludes what, or what is missing, in the reader's words. */
export const IssueWords = ({ issue }: { readonly issue: PlanIssueView }) => {
  const { language } = useLanguage()
  const date = issue.date === null ? '' : shortDate(issue.date, language)
  if (issue.code === 'overdue-receipt')
    return <Trans>Was due {date} and has not arrived: correct its date or close it</Trans>
  if (issue.code === 'lot-expires') return <Trans>Is not used up before it expires {date}</Trans>
  if (issue.code === 'inside-planning-fence') return <Trans>Needed {date}, within the planning fence</Trans>
  if (issue.code === 'no-bom') return <Trans>Is made, but has no bill of materials</Trans>
  if (issue.code === 'missing-routing') return <Trans>Is made, but has no routing</Trans>
  if (issue.code === 'material-short') return <Trans>Its material is not there and not ordered</Trans>
  return <>{issue.message}</>
}
