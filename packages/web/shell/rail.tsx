import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon, type IconName, Logo } from '../look/icon.tsx'

interface Place {
  readonly to: '/'
  readonly icon: IconName
  readonly name: ReactNode
}

/** Places with content; the others of the eight appear when they have some. */
const PLACES: readonly Place[] = [{ to: '/', icon: 'today', name: <Trans>Today</Trans> }]

export const Rail = () => (
  <nav className="rail">
    <div className="logo">
      <Logo />
    </div>
    {PLACES.map((place) => (
      <Link key={place.to} to={place.to} activeProps={{ className: 'on' }} activeOptions={{ includeSearch: false }}>
        <Icon name={place.icon} />
        <i>{place.name}</i>
      </Link>
    ))}
  </nav>
)
