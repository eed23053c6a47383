import { Plural, Trans } from '@lingui/react/macro'
import type { PartnerView } from '../../../schemas/rest/partners.ts'
import { Shape } from '../look/status.tsx'

/** Active is the normal state and has no mark. */
export const PartnerState = ({ state, incidentCount }: Pick<PartnerView, 'state' | 'incidentCount'>) => (
  <>
    {state === 'suspended' ? (
      <span className="chip hold">
        <Shape status="hold" /> <Trans>Suspended</Trans>
      </span>
    ) : null}
    {incidentCount > 0 ? (
      <span className="chip late">
        <Shape status="late" /> <Plural value={incidentCount} one="# incident" other="# incidents" />
      </span>
    ) : null}
    {state === 'active' && incidentCount === 0 ? <Trans>Active</Trans> : null}
  </>
)
