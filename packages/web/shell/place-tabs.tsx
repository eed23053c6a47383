import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

export interface PlaceTab {
  readonly to: string
  readonly name: MessageDescriptor
}

/** The screens of the plan. */
export const PLAN_TABS: readonly PlaceTab[] = [
  { to: '/plan', name: msg({ message: 'Actions', context: 'plan' }) },
  { to: '/plan/load', name: msg`Load` },
  { to: '/plan/schedule', name: msg`Schedule` },
]

/** The screens of demand. */
export const DEMAND_TABS: readonly PlaceTab[] = [
  { to: '/demand/orders', name: msg`Orders` },
  { to: '/demand/forecast', name: msg`Forecast` },
  { to: '/demand/sell-through', name: msg`Sell-through` },
  { to: '/demand/promise', name: msg({ message: 'Promise', context: 'demand' }) },
]

/** The screens of the network. */
export const PARTNER_TABS: readonly PlaceTab[] = [
  { to: '/partners', name: msg`Partners` },
  { to: '/partners/messages', name: msg`Exchange log` },
  { to: '/partners/agreements', name: msg`Agreements` },
  { to: '/partners/incidents', name: msg`Incidents` },
  { to: '/partners/own', name: msg`Own identity` },
]

/** The screens of the settings. */
export const SETTINGS_TABS: readonly PlaceTab[] = [
  { to: '/settings', name: msg`People and roles` },
  { to: '/settings/imports', name: msg`Import` },
  { to: '/settings/calendars', name: msg`Calendars` },
  { to: '/settings/parameters', name: msg`Parameters` },
  { to: '/settings/tokens', name: msg`Tokens` },
  { to: '/settings/audit', name: msg`Audit` },
  { to: '/settings/backup', name: msg`Backup` },
  { to: '/settings/node', name: msg`This node` },
]

/** The screens of one place, beside its title. */
export const PlaceTabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly PlaceTab[] }) => {
  const { i18n } = useLingui()
  return (
    <nav className="place-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          activeProps={{ className: 'on' }}
          activeOptions={{ includeSearch: false, exact: true }}
        >
          {i18n._(tab.name)}
        </Link>
      ))}
    </nav>
  )
}
