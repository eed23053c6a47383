import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine } from '../../../schemas/rest/planning.ts'
import { plainText } from '../grid/grid-state.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import { useWhyLate } from '../today/today-data.ts'
import { WhyLatePanel } from '../today/why-late-panel.tsx'
import { OrderState } from './bar-tip.tsx'
import { type ScheduleModel, servedBy } from './schedule-model.ts'
import { dueWords, shortMoment } from './schedule-words.ts'
import type { TimeAxis } from './time-axis.ts'

export interface OrderPanelFacts {
  readonly model: ScheduleModel
  readonly axis: TimeAxis
  readonly place: number
  readonly operation: number
  readonly onOperation: (operation: number) => void
  readonly onClose: () => void
  readonly actions: React.ReactNode
}

/** The selected order: its operations, what can be done, and why the sales line that waits for it is late. */
export const OrderPanel = (facts: OrderPanelFacts) => {
  const order = facts.model.view.orders[facts.place]!
  const served = servedBy(order)
  return (
    <div className="order-side">
      <OrderFacts {...facts} />
      {served ? <ServedWhy served={served} onClose={facts.onClose} /> : <ForStock />}
    </div>
  )
}

const ForStock = () => (
  <p className="m pad f12">
    <Trans>No sales order waits for it: it is made for the forecast.</Trans>
  </p>
)

/** The line as Today and Orders show it. */
const ServedWhy = ({
  served,
  onClose,
}: {
  readonly served: { readonly order: string; readonly line: string }
  readonly onClose: () => void
}) => {
  const filter = `order:${plainText(served.order)};line:${plainText(served.line)}`
  const line = useQuery({
    queryKey: [PLAN_TOPIC, 'order-line', served.order, served.line],
    queryFn: async () =>
      (await read<ListPage<OrderLine>>(`/api/order-lines?filter=${encodeURIComponent(filter)}`)).rows[0] ?? null,
  })
  const why = useWhyLate(served)
  if (!line.data) return null
  return <WhyLatePanel order={line.data} why={why.data} onClose={onClose} />
}

const OrderFacts = ({ model, axis, place, operation, onOperation, onClose, actions }: OrderPanelFacts) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const order = model.view.orders[place]!
  const item = model.view.items[order.item]!
  const moment = (at: number): string => shortMoment(model, axis, at, language)
  const ends = moment(model.orderEnd[place]!)
  const due = dueWords(model, axis, order.due, language)
  const all = Array.from({ length: order.operations }, (_, k) => order.first + k)
  return (
    <section className="order-facts" aria-label={t`Order`}>
      <header className="side-head">
        <div>
          <h2 className="f16">{order.order}</h2>
          <p className="q f12">
            {item.name}, {grouped(order.quantity)} {item.unit}
          </p>
        </div>
        <span className="sp" />
        <OrderState model={model} place={place} />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <p className="f12 m pad-x">
        <Trans>
          due {due} → ends <b>{ends}</b>
        </Trans>
      </p>
      <ul className="steps">
        {all.map((o) => (
          <li key={o}>
            <button type="button" className={o === operation ? 'on' : ''} onClick={() => onOperation(o)}>
              <span className="q">{model.view.operations.sequence[o]}</span>
              <span className="ell">{model.view.names[model.view.operations.name[o]!]}</span>
              <span className="b">{model.view.units[model.unit[o]!]!.workUnit}</span>
              <span className="m r">{moment(model.begin[o]!)}</span>
            </button>
          </li>
        ))}
      </ul>
      {actions}
    </section>
  )
}
