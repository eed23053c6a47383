import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useMay } from '../accounts/session.ts'
import { PARTNER_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import './partners.css'

/** Head and tabs of the network around one of its pages. */
export const PartnersFrame = ({ tools, children }: { readonly tools?: ReactNode; readonly children: ReactNode }) => {
  const { t } = useLingui()
  return (
    <div className="today partners">
      <header className="head">
        <h1>
          <Trans>Partners</Trans>
        </h1>
        <PlaceTabs label={t`Partners`} tabs={PARTNER_TABS} />
        <span className="sp" />
        <OwnerNote />
        {tools}
      </header>
      {children}
    </div>
  )
}

/** What the node would refuse others is not shown to them. */
export const OwnerOnly = ({ children }: { readonly children: ReactNode }) => (useMay('owner') ? children : null)

const OwnerNote = () =>
  useMay('owner') ? null : (
    <span className="q f12 nw">
      <Trans>Read only: changes need the role owner</Trans>
    </span>
  )
