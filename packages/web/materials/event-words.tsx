import { Trans } from '@lingui/react/macro'
import type { Peg } from '../../../schemas/rest/tracing.ts'
import { Shape } from '../look/status.tsx'

export type Thing = Peg['demandType'] | Peg['supplyType']

export const ThingName = ({ type }: { readonly type: Thing }) => {
  if (type === 'stock') return <Trans>Stock</Trans>
  if (type === 'purchase_order') return <Trans>Purchase order</Trans>
  if (type === 'work_order') return <Trans>Work order</Trans>
  if (type === 'planned_order') return <Trans>Planned order</Trans>
  if (type === 'forecast') return <Trans>Forecast</Trans>
  return type === 'safety_stock' ? <Trans>Safety stock</Trans> : <Trans>Sales order</Trans>
}

/** `SO-1187 / 1`, with its mark when it is late. */
export const OrderName = (facts: { readonly order: string; readonly line: string; readonly isLate: boolean }) => (
  <span className="row">
    {facts.isLate ? (
      <span className="t-late">
        <Shape status="late" size={8} />
      </span>
    ) : null}
    <span className="ell">
      {facts.order}
      {facts.line === '' ? null : <span className="u"> / {facts.line}</span>}
    </span>
  </span>
)
