import { useLingui } from '@lingui/react/macro'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused } from '../rest/client.ts'

/** Why a DID led to no partner, in the reader's words; the node's own words stand behind it. */
export function useResolveFault(): (error: unknown) => string {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  return (error) => {
    if (!(error instanceof RequestRefused)) return refusalText(error)
    const meanings: Readonly<Record<number, string>> = {
      400: t`This DID leads to no node that can be a partner. It looks like did:web:partner.example and has a public address`,
      409: t`Its keys are others than a moment ago, or it is a partner already: ask its node again`,
      503: t`Its node does not answer. Is the DID spelled right, and is the node running`,
    }
    const meaning = meanings[error.problem.status]
    const words = error.message
    return meaning === undefined
      ? refusalText(error)
      : t({ message: `${meaning} (${words})`, comment: 'What a refusal means, and the node’s own words' })
  }
}
