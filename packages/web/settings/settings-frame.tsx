import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { type ROLES, useMay, useSession } from '../accounts/session.ts'
import { PlaceTabs, SETTINGS_TABS } from '../shell/place-tabs.tsx'
import { RoleName } from './role-words.tsx'
import './settings.css'

export interface FrameFacts {
  /** Who may see the page; others are told why not. */
  readonly least?: (typeof ROLES)[number]
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** Head and tabs of the settings around one of its pages. */
export const SettingsFrame = ({ least = 'viewer', tools, children }: FrameFacts) => {
  const { t } = useLingui()
  const may = useMay(least)
  return (
    <div className="today settings">
      <header className="head">
        <h1>
          <Trans>Settings</Trans>
        </h1>
        <PlaceTabs label={t`Settings`} tabs={SETTINGS_TABS} />
        <span className="sp" />
        {may ? tools : null}
      </header>
      {may ? children : <NotFor least={least} />}
    </div>
  )
}

/** Why something is not here for who is logged in. */
const NotFor = ({ least }: { readonly least: (typeof ROLES)[number] }) => {
  const role = useSession().data?.role ?? 'viewer'
  return (
    <p className="panel waiting">
      <Trans>
        This page is for the role <RoleName role={least} />; you have the role <RoleName role={role} />. An owner can
        give it to you under People and roles.
      </Trans>
    </p>
  )
}
