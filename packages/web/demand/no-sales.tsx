import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

/** Nothing was ever sold: one sentence and the way to sales. */
export const NoSales = () => (
  <div className="no-sales">
    <p>
      <Trans>No sales yet: import what was sold, by item and date, and forecasts appear here.</Trans>
    </p>
    <Link className="btn pri" to="/settings/imports">
      <Trans>Import sales</Trans>
    </Link>
  </div>
)
