import { useLingui } from '@lingui/react/macro'
import { Link, useLocation } from '@tanstack/react-router'
import { Icon, Logo } from '../look/icon.tsx'
import { PLACES } from './places.ts'

export interface RailFacts {
  /** Counts beside places, by their address. */
  readonly counts: Readonly<Record<string, number>>
}

/** The place of an address: each of its screens begins with the same word. */
const placeOf = (path: string): string => path.split('/')[1] ?? ''

export const Rail = ({ counts }: RailFacts) => {
  const { i18n, t } = useLingui()
  const { pathname } = useLocation()
  return (
    <nav className="rail" aria-label={t`Places`}>
      <div className="logo">
        <Logo />
      </div>
      {PLACES.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className={placeOf(pathname) === placeOf(place.to) ? 'on' : ''}
          aria-current={placeOf(pathname) === placeOf(place.to) ? 'true' : undefined}
        >
          <Icon name={place.icon} />
          <i>{i18n._(place.name)}</i>
          {counts[place.to] ? <u>{counts[place.to]}</u> : null}
        </Link>
      ))}
    </nav>
  )
}
