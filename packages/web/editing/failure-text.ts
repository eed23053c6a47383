import { useLingui } from '@lingui/react/macro'
import { RequestRefused } from '../rest/client.ts'

/** Why a change is not written: what the node says, or that it says nothing. The same change sent again is carried out once. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  return (error) =>
    error instanceof RequestRefused
      ? refusalText(error)
      : t`Not saved yet: the node does not answer. Nothing is lost; press Enter to send it again.`
}

/**
 * Why the node refused, or that it does not answer. It writes its reasons in English: where the reader's language is another, what the
 * refusal means is said first and the node's own words stand behind it.
 */
export function useRefusalText(): (error: unknown) => string {
  const { t, i18n } = useLingui()
  return (error) => {
    if (!(error instanceof RequestRefused)) return t`The node does not answer. Is it still running?`
    if (i18n.locale === 'en') return error.message
    const { status } = error.problem
    const meanings: Readonly<Record<number, string>> = {
      401: t`You are not logged in`,
      403: t`Your role may not do this`,
      404: t`It is not there any more`,
      409: t`Something changed meanwhile: look again, then repeat it`,
      413: t`It is too large for the node`,
      429: t`Too much at once: wait a minute, then repeat it`,
      503: t`The node is busy: wait a moment, then repeat it`,
    }
    const meaning =
      meanings[status] ?? (status < 500 ? t`The node does not take this` : t`The node failed here: a fault of its own`)
    const words = error.message
    return t({ message: `${meaning} (${words})`, comment: 'What a refusal means, and the node’s own words' })
  }
}
