import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../accounts/session.ts'
import { plainText } from '../grid/grid-state.ts'
import { useSlow } from '../look/use-slow.ts'
import { useStyles } from '../promise/promise-data.ts'
import { DEMAND_TABS, PlaceTabs } from '../shell/place-tabs.tsx'
import { useClock } from '../today/today-data.ts'
import { useOrderLines, useOrderNumbers } from './order-data.ts'
import { OrderEditor } from './order-editor.tsx'
import { isOpenLine, nextOrder } from './order-lines.ts'
import '../promise/promise.css'
import './orders.css'

/** A new order, or the open lines of one, as sizes and colours. */
export const OrderPage = () => {
  const { t } = useLingui()
  const { order } = useSearch({ strict: false }) as { readonly order?: string }
  const navigate = useNavigate()
  const styles = useStyles()
  const { data: clock } = useClock()
  const { data: orders } = useOrderNumbers()
  const { data: lines } = useOrderLines(order)
  const isReady = styles && clock && orders && (order === undefined || lines)
  const isSlow = useSlow(!isReady)
  if (!useMay('planner'))
    return (
      <p className="panel waiting">
        <Trans>Only planners and owners write orders.</Trans>{' '}
        <Link to="/demand/orders">
          <Trans>All orders</Trans>
        </Link>
      </p>
    )
  if (!isReady)
    return isSlow ? (
      <p className="waiting" role="status">
        <Trans>Reading items and orders…</Trans>
      </p>
    ) : null
  if (order !== undefined && lines!.length === 0) return <NoOrder order={order} />
  const unitOf = (item: string): string => styles.items.get(item)?.unit ?? ''
  const own = (lines ?? []).filter((one) => isOpenLine(one) && (!one.unit || one.unit === unitOf(one.item)))
  return (
    <OrderEditor
      key={order ?? ''}
      facts={{
        order: order ?? '',
        lines: own,
        taken: (lines ?? []).map((one) => one.line),
        styles,
        number: nextOrder(orders),
      }}
      others={(lines?.length ?? 0) - own.length}
      orders={orders}
      zone={clock.zone}
      tabs={<PlaceTabs label={t`Demand`} tabs={DEMAND_TABS} />}
      onDone={(done) =>
        void navigate({
          to: '/demand/orders',
          search: (done === null ? {} : { filter: `order:${plainText(done)}` }) as never,
        })
      }
    />
  )
}

const NoOrder = ({ order }: { readonly order: string }) => (
  <section className="panel waiting" role="alert">
    <p>
      <Trans>There is no order “{order}”.</Trans>{' '}
      <Link to="/demand/orders">
        <Trans>All orders</Trans>
      </Link>
    </p>
  </section>
)
