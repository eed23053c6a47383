import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useMay } from './session.ts'

/** What the node would refuse others is not shown to them. */
export const PlannerOnly = ({ children }: { readonly children: ReactNode }) => (useMay('planner') ? children : null)

/** Said once on a screen to whoever may only read it; planners do not see it. */
export const ReadOnlyNote = () =>
  useMay('planner') ? null : (
    <span className="q f12 nw">
      <Trans>Read only: changes need the role planner</Trans>
    </span>
  )
