import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Icon, Logo } from '../look/icon.tsx'
import { PLACES } from './places.ts'

export interface RailFacts {
  /** Counts beside places, by their address. */
  readonly counts: Readonly<Record<string, number>>
}

export const Rail = ({ counts }: RailFacts) => {
  const { i18n, t } = useLingui()
  return (
    <nav className="rail" aria-label={t`Places`}>
      <div className="logo">
        <Logo />
      </div>
      {PLACES.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          activeProps={{ className: 'on' }}
          activeOptions={{ includeSearch: false, exact: place.to === '/' }}
        >
          <Icon name={place.icon} />
          <i>{i18n._(place.name)}</i>
          {counts[place.to] ? <u>{counts[place.to]}</u> : null}
        </Link>
      ))}
    </nav>
  )
}
