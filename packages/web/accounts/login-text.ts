import { useLingui } from '@lingui/react/macro'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused } from '../rest/client.ts'

/** Why nobody was let in, in the reader's language. */
export function useLoginText(): (error: unknown) => string {
  const { t } = useLingui()
  const refusalText = useRefusalText()
  return (error) => {
    const status = error instanceof RequestRefused ? error.problem.status : null
    if (status === 401) return t`E-mail or password is wrong`
    return status === 429 ? t`Too many attempts: wait a minute, then log in again` : refusalText(error)
  }
}
