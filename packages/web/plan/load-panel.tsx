import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { CapacityLoadView, OrderLoadView } from '../../../schemas/rest/tracing.ts'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { Icon } from '../look/icon.tsx'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { useToday } from '../today/today-data.ts'

const SHOWN = 200

const useOrders = ({ workCenter, week }: CapacityLoadView) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'order-load', workCenter, week],
    queryFn: () =>
      read<ListPage<OrderLoadView>>(
        `/api/order-load?${new URLSearchParams({ filter: `workCenter:${plainText(workCenter)};week:${week}..${week}`, limit: String(SHOWN) })}`,
      ),
  })

/** What fills one week of one work center, the largest first. */
export const LoadPanel = ({ load, onClose }: { readonly load: CapacityLoadView; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const orders = useOrders(load).data
  const week = shortDate(load.week, language)
  return (
    <aside className="side" aria-label={t`What fills the week`}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16 ell">{load.name}</h2>
          <p className="q f12">
            <Trans>Week of {week}</Trans>
          </p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <Sum load={load} orders={orders?.total ?? undefined} />
      <ul className="scroll side-body load-orders">
        {(orders?.rows ?? []).map((one) => (
          <li key={`${one.type} ${one.order}`}>
            <span className="ell">
              <Link to="/materials" search={{ item: one.item } as never} className="b">
                {one.order}
              </Link>
              <br />
              <span className="m f12">{one.itemName}</span>
            </span>
            <span className="q f12">
              {one.type === 'work_order' ? <Trans>Work order</Trans> : <Trans>Planned order</Trans>}
            </span>
            <span className="r nw">
              {minutes(one.minutes)} <span className="u">{<Trans>min</Trans>}</span>
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

const minutes = (text: string): string => grouped(Math.round(Number(text)))

const Sum = ({ load, orders }: { readonly load: CapacityLoadView; readonly orders: number | undefined }) => {
  const { t } = useLingui()
  const today = useToday().data
  const needed = minutes(load.minutes)
  const available = minutes(load.available)
  return (
    <p className="load-sum">
      <Trans>
        {needed} of {available} min
      </Trans>
      <HowComputed
        name={t`Load`}
        formula={
          <Trans>
            Set-up and run minutes of every operation of orders released in the week, by the efficiency of the work
            center; beside the working minutes of its units.
          </Trans>
        }
        inputs={[
          { name: <Trans>Orders</Trans>, value: orders ?? '' },
          { name: <Trans>Needed</Trans>, value: needed },
          { name: <Trans>Available</Trans>, value: available },
        ]}
        at={today?.run?.ended}
      />
    </p>
  )
}
