import { Trans } from '@lingui/react/macro'

export const FanLegend = () => (
  <span className="fan-legend m f12">
    <span>
      <i className="past" /> <Trans>Sold</Trans>
    </span>
    <span>
      <i className="baseline" /> <Trans>Baseline</Trans>
    </span>
    <span>
      <i className="final" /> <Trans>Final</Trans>
    </span>
    <span>
      <i className="bands" /> 50 % / 90 %
    </span>
    <span>
      <i className="hatch-mark" /> <Trans>Not over, or stock-out</Trans>
    </span>
  </span>
)
