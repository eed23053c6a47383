import { Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { OrderLine } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { markOf, orderKey } from './order-view.ts'
import { scaleOf, type TrackScale, TwoDates } from './two-dates.tsx'

const ROW = 34
const TRACK = 150

export interface OrderTableFacts {
  readonly orders: readonly OrderLine[]
  readonly today: string
  readonly selected: string | null
  readonly onSelect: (key: string) => void
}

/** Orders with their dates; only the rows in view are drawn. */
export const OrderTable = ({ orders, today, selected, onSelect }: OrderTableFacts) => {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const scale = scaleOf(
    orders.flatMap((one) => [one.requested, one.projected]),
    today,
    TRACK,
  )
  const items = rows.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className="scroll" style={{ overflow: 'auto', flex: 1, minHeight: 0 }}>
      <table className="orders">
        <Columns />
        <Heads />
        <tbody>
          {before > 0 ? <tr style={{ height: before }} /> : null}
          {items.map((row) => {
            const order = orders[row.index]!
            const key = orderKey(order)
            return <OrderRow key={key} {...{ order, scale }} chosen={key === selected} onSelect={() => onSelect(key)} />
          })}
          {after > 0 ? <tr style={{ height: after }} /> : null}
        </tbody>
      </table>
    </div>
  )
}

const Columns = () => (
  <colgroup>
    <col style={{ width: 98 }} />
    <col />
    <col style={{ width: 108 }} />
    <col style={{ width: 84 }} />
    <col style={{ width: 70 }} />
    <col style={{ width: 70 }} />
    <col style={{ width: 70 }} />
    <col style={{ width: TRACK + 16 }} />
    <col style={{ width: 138 }} />
  </colgroup>
)

const Heads = () => (
  <thead>
    <tr>
      <th>
        <Trans>Order</Trans>
      </th>
      <th>
        <Trans>Item</Trans>
      </th>
      <th>
        <Trans>Customer</Trans>
      </th>
      <th className="r">
        <Trans>Quantity</Trans>
      </th>
      <th className="r">
        <Trans>Requested</Trans>
      </th>
      <th className="r">
        <Trans>Promised</Trans>
      </th>
      <th className="r">
        <Trans>Projected</Trans>
      </th>
      <th>
        <Trans>Requested │ Projected ▲</Trans>
      </th>
      <th className="r">
        <Trans>Gap</Trans>
      </th>
    </tr>
  </thead>
)

const OrderRow = ({
  order,
  scale,
  chosen,
  onSelect,
}: {
  readonly order: OrderLine
  readonly scale: TrackScale
  readonly chosen: boolean
  readonly onSelect: () => void
}) => {
  const { language } = useLanguage()
  const late = order.status === 'late'
  const date = (iso: string | null): string => (iso === null ? '—' : shortDate(iso, language, scale.from.slice(0, 4)))
  return (
    <tr className={chosen ? 'sel' : ''}>
      <td className="b">
        <button type="button" className="cell-link" onClick={onSelect} aria-pressed={chosen}>
          {order.order}
          <span className="u"> / {order.line}</span>
        </button>
      </td>
      <td title={`${order.item} ${order.itemName}`}>{order.itemName}</td>
      <td className="m" title={order.customer ?? undefined}>
        {order.customer ?? '—'}
      </td>
      <td className="r">
        {grouped(order.quantity)} <span className="u">{order.unit}</span>
      </td>
      <td className="r m">{date(order.requested)}</td>
      <td className="r m">{date(order.promised)}</td>
      <td className={`r ${late ? 't-late' : ''}`}>{date(order.projected)}</td>
      <td>
        <TwoDates scale={scale} requested={order.requested} projected={order.projected} late={late} />
      </td>
      <td className="r">
        <Gap order={order} onSelect={onSelect} />
      </td>
    </tr>
  )
}

const Gap = ({ order, onSelect }: { readonly order: OrderLine; readonly onSelect: () => void }) => {
  const { t } = useLingui()
  const mark = markOf(order.status)
  const days = order.daysLate ?? 0
  if (order.status === 'late')
    return (
      <button type="button" className="cell-link t-late b" onClick={onSelect}>
        <Shape status="late" /> <Trans>{days} d late</Trans>{' '}
        <span className="why">
          <Trans>Why?</Trans>
        </span>
      </button>
    )
  if (order.status === 'cannot-plan')
    return (
      <span className="m row-end">
        <Shape status="none" /> <Trans>Cannot be scheduled</Trans>
      </span>
    )
  const left = -days
  return (
    <span className={mark === 'risk' ? 't-risk row-end' : 'q'}>
      {mark === 'risk' ? <Shape status="risk" /> : null} {left === 0 ? t`on the day` : t`${left} d left`}
    </span>
  )
}
