import { Trans, useLingui } from '@lingui/react/macro'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'

/** Stops all calls from and to a partner, and lets them go on. */
export const SuspendButton = ({ partner: { id, name, state } }: { readonly partner: PartnerDetail }) => {
  const { t } = useLingui()
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const isActive = state === 'active'
  const change = async (): Promise<void> => {
    await act(() => send('POST', `/api/partners/${id}/${isActive ? 'suspend' : 'resume'}`))
    await refresh()
  }
  return (
    <>
      <button
        type="button"
        className="btn sm"
        aria-label={isActive ? t`Suspend ${name}` : t`Resume ${name}`}
        onClick={() => void once(change)}
      >
        {isActive ? <Trans>Suspend</Trans> : <Trans>Resume</Trans>}
      </button>
      {wrong === null ? null : (
        <span className="t-late f12" role="alert">
          {wrong}
        </span>
      )}
    </>
  )
}
