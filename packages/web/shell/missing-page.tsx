import { Trans } from '@lingui/react/macro'
import { Link, useLocation } from '@tanstack/react-router'

/** An address that no screen has. */
export const MissingPage = () => {
  const { pathname } = useLocation()
  return (
    <div className="empty" role="alert">
      <h1 className="f20">
        <Trans>There is no page here</Trans>
      </h1>
      <p>
        <Trans>No screen has the address {pathname}. It may have moved, or a letter is missing.</Trans>
      </p>
      <p>
        <Link to="/">
          <Trans>Go to Today</Trans>
        </Link>
      </p>
    </div>
  )
}
