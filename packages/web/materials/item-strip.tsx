import { Trans, useLingui } from '@lingui/react/macro'
import type { ItemBalance, MaterialEvent } from '../../../schemas/rest/tracing.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { Icon } from '../look/icon.tsx'
import { useToday } from '../today/today-data.ts'
import { OrderName, ThingName } from './event-words.tsx'
import type { PegStep } from './peg-trail.ts'
import { type StepWidth, type StripStep, stripOf } from './strip.ts'
import { StripChart } from './strip-chart.tsx'
import { useBalance, useEvents } from './use-materials.ts'

export interface ItemStripFacts {
  readonly item: string
  readonly width: StepWidth
  readonly onWidth: (width: StepWidth) => void
  readonly onClose: () => void
  readonly onPeg: (step: PegStep) => void
}

/** The projected available balance of one item: as a strip, and event by event with the balance after each. */
export const ItemStrip = ({ item, width, onWidth, onClose, onPeg }: ItemStripFacts) => {
  const { t } = useLingui()
  const events = useEvents(item).data?.rows
  const balance = useBalance(item).data?.rows[0]
  const today = useToday().data
  if (!events || !today) return <section className="panel strip" aria-busy="true" />
  const steps = stripOf(events, today.today, width)
  return (
    <section className="panel strip" aria-label={t`Material strip of ${item}`}>
      <header>
        <h2>{balance?.name ?? item}</h2>
        <span className="q f12">{item}</span>
        {balance ? <Facts balance={balance} at={today.run?.ended} /> : null}
        <span className="sp" />
        <WidthSwitch width={width} onWidth={onWidth} />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <StripChart steps={steps} width={width} unit={balance?.unit ?? ''} />
      <Legend />
      <Events steps={steps} onPeg={onPeg} />
    </section>
  )
}

const WidthSwitch = ({ width, onWidth }: Pick<ItemStripFacts, 'width' | 'onWidth'>) => {
  const { t } = useLingui()
  return (
    <fieldset className="seg sm" aria-label={t`Width of a step`}>
      {(['day', 'week'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className={one === width ? 'on' : ''}
          aria-pressed={one === width}
          onClick={() => onWidth(one)}
        >
          {one === 'day' ? <Trans>By day</Trans> : <Trans>By week</Trans>}
        </button>
      ))}
    </fieldset>
  )
}

const Facts = ({ balance, at }: { readonly balance: ItemBalance; readonly at: string | undefined }) => {
  const { t } = useLingui()
  const lowest = grouped(balance.lowest)
  return (
    <span className="row">
      <span className={balance.lowest.startsWith('-') ? 't-late b' : 'm'}>
        <Trans>
          Lowest {lowest} {balance.unit}
        </Trans>
      </span>
      <HowComputed
        name={t`Lowest balance`}
        formula={
          <Trans>
            Stock, plus receipts and planned orders up to a day, less the needs up to it; the least of all days.
          </Trans>
        }
        inputs={[
          { name: <Trans>Stock</Trans>, value: grouped(balance.stock) },
          { name: <Trans>Receipts</Trans>, value: grouped(balance.receipts) },
          {
            name: <Trans>Planned orders</Trans>,
            value: grouped(balance.planned),
            to: '/plan',
            search: { filter: `item:${balance.item}` },
          },
          { name: <Trans>Needs</Trans>, value: grouped(balance.needs) },
        ]}
        at={at}
      />
    </span>
  )
}

const Legend = () => (
  <p className="strip-legend q f12">
    <span className="key balance" /> <Trans>Balance</Trans>
    <span className="key short" /> <Trans>Short</Trans>
    <span className="key receipt" /> <Trans>Stock and receipts</Trans>
    <span className="key planned" /> <Trans>Planned orders</Trans>
    <span className="key need" /> <Trans>Needs</Trans>
  </p>
)

/** The strip as a table: every supply and need, followed from here. */
const Events = ({
  steps,
  onPeg,
}: {
  readonly steps: readonly StripStep[]
  readonly onPeg: (step: PegStep) => void
}) => {
  const rows = running(steps)
  return (
    <div className="scroll list-scroll">
      <table className="events">
        <thead>
          <tr>
            <th style={{ width: 84 }}>
              <Trans>Date</Trans>
            </th>
            <th style={{ width: 120 }}>
              <Trans>What</Trans>
            </th>
            <th>
              <Trans>Order</Trans>
            </th>
            <th className="r" style={{ width: 100 }}>
              <Trans>Quantity</Trans>
            </th>
            <th className="r" style={{ width: 100 }}>
              <Trans>Balance</Trans>
            </th>
            <th style={{ width: 156 }}>
              <Trans>Pegging</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ event, balance: after }) => (
            <EventRow
              key={`${event.kind} ${event.type} ${event.order} ${event.line} ${event.date}`}
              {...{ event, after, onPeg }}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Each event with the balance after it. */
function running(steps: readonly StripStep[]): readonly { readonly event: MaterialEvent; readonly balance: number }[] {
  const rows: { event: MaterialEvent; balance: number }[] = []
  for (const event of steps.flatMap((one) => one.events)) {
    const before = rows.at(-1)?.balance ?? 0
    rows.push({ event, balance: Math.round((before + Number(event.quantity)) * 1e6) / 1e6 })
  }
  return rows
}

interface EventRowFacts {
  readonly event: MaterialEvent
  /** Balance after it. */
  readonly after: number
  readonly onPeg: (step: PegStep) => void
}

const EventRow = ({ event, after, onPeg }: EventRowFacts) => {
  const { language } = useLanguage()
  const way = event.kind === 'need' ? 'down' : 'up'
  const { type, order, line } = event
  return (
    <tr>
      <td>{shortDate(event.date, language)}</td>
      <td className="m">
        <ThingName type={type} />
      </td>
      <td>
        <span className="row">
          <OrderName order={order} line={line} isLate={event.status === 'late'} />
          <span className="q ell">{event.customer}</span>
        </span>
      </td>
      <td className="r">{signed(event.quantity)}</td>
      <td className={`r ${after < 0 ? 't-late b' : ''}`}>{grouped(after)}</td>
      <td>
        <button type="button" className="btn sm quiet" onClick={() => onPeg({ way, type, order, line })}>
          {way === 'up' ? <Trans>↑ What it serves</Trans> : <Trans>↓ What serves it</Trans>}
        </button>
      </td>
    </tr>
  )
}

const signed = (quantity: string): string => (quantity.startsWith('-') ? grouped(quantity) : `+${grouped(quantity)}`)
