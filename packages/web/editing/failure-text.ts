import { useLingui } from '@lingui/react/macro'
import { RequestRefused } from '../rest/client.ts'

/** Why a change is not written: what the node says, or that it says nothing. The same change sent again is carried out once. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useLingui()
  return (error) =>
    error instanceof RequestRefused
      ? error.message
      : t`Not saved yet: the node does not answer. Nothing is lost; press Enter to send it again.`
}
