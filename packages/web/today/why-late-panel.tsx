import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { OrderLine, WhyLate } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday, duration, grouped } from '../language/words.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { moment } from '../promise/customer-message.ts'
import { addingUp } from './adding-up.ts'
import { CopyMessage } from './copy-message.tsx'
import { LateLevers } from './late-levers.tsx'
import { PartName } from './part-name.tsx'
import { useClock, useToday } from './today-data.ts'

export interface WhyLatePanelFacts {
  readonly order: OrderLine
  /** null: the line is not late. undefined: not yet known. */
  readonly why: WhyLate | null | undefined
  readonly onClose: () => void
  /** What can be done with the order. */
  readonly children?: ReactNode
}

/** The answer first, then each order of the chain with the parts that add up. */
export const WhyLatePanel = ({ order, why, onClose, children }: WhyLatePanelFacts) => {
  const { t } = useLingui()
  return (
    <aside className="side" aria-label={t`Why late`}>
      <header className="side-head">
        <div>
          <h2 className="f16">
            {order.order} <span className="u">/ {order.line}</span>
          </h2>
          <p className="q f12">
            {order.itemName}, {grouped(order.quantity)} {order.unit}
          </p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {children ? <div className="side-acts">{children}</div> : null}
      <div className="scroll side-body">
        {why === null ? (
          <p className="m pad">
            <Trans>The work for this order ends in time.</Trans>
          </p>
        ) : null}
        {why ? <Answer why={why} /> : null}
        {why ? <LateLevers key={`${order.order} ${order.line}`} order={order} /> : null}
      </div>
      {why ? <CopyMessage order={order} why={why} /> : null}
    </aside>
  )
}

const Answer = ({ why }: { readonly why: WhyLate }) => {
  const { language } = useLanguage()
  const late = duration(why.lateMinutes, language)
  return (
    <>
      <section className="late-order">
        <p className="late-head">
          {why.projected === null ? (
            <span className="row b">
              <Shape status="none" /> <Trans>Cannot be scheduled</Trans>
            </span>
          ) : (
            <span className="row b t-late">
              <Shape status="late" /> <Trans>{late} late</Trans>
            </span>
          )}
          <HowLate why={why} />
        </p>
        <p className="f12 m late-dates">
          {dateWithWeekday(why.due, language)} →{' '}
          {why.projected === null ? '–' : <b className="t-late">{dateWithWeekday(why.projected, language)}</b>}
        </p>
      </section>
      {why.chain.map((link, i) => (
        <Link key={link.order} link={link} isFirst={i === 0} />
      ))}
    </>
  )
}

const HowLate = ({ why }: { readonly why: WhyLate }) => {
  const { t } = useLingui()
  const today = useToday().data
  const { language } = useLanguage()
  return (
    <HowComputed
      name={t`Late`}
      formula={
        <Trans>
          From the end of the requested day to the projected end. Each order below is late by the sum of its parts; what
          it waited for as material is the lateness of the next one.
        </Trans>
      }
      inputs={[
        { name: <Trans>Requested</Trans>, value: dateWithWeekday(why.due, language) },
        {
          name: <Trans>Projected</Trans>,
          value: why.projected === null ? '–' : dateWithWeekday(why.projected, language),
        },
        ...why.chain.map((link) => ({
          name: `${link.order}`,
          value: duration(link.lateMinutes, language),
          to: '/materials',
          search: { item: link.item },
        })),
      ]}
      at={today?.run?.ended}
    />
  )
}

type ChainLink = WhyLate['chain'][number]

const Link = ({ link, isFirst }: { readonly link: ChainLink; readonly isFirst: boolean }) => {
  return (
    <section className="late-order">
      <p className="late-head">
        <span className="b">{isFirst ? <Trans>It waits for</Trans> : <Trans>which waits for</Trans>}</span>
        <span className="sp" />
        <span className="q f12 ell" title={link.item}>
          <OrderType type={link.type} /> {link.order}
        </span>
      </p>
      {link.issue ? <p className="f12 m">{link.issue.message}</p> : <Parts link={link} />}
      <Places places={link.places} />
    </section>
  )
}

/** The parts in one unit, rounded so that what is shown adds up to the total shown. */
const Parts = ({ link }: { readonly link: ChainLink }) => {
  const parts = link.parts.filter((one) => one.minutes !== 0)
  const widest = Math.max(...parts.map((one) => Math.abs(one.minutes)), 1)
  const { shown, total, unit } = addingUp(
    parts.map((one) => one.minutes),
    link.lateMinutes,
  )
  const write = (value: number) => (
    <>
      {grouped(value)} <span className="u">{unit === 'h' ? <Trans>h</Trans> : <Trans>min</Trans>}</span>
    </>
  )
  return (
    <ul className="parts">
      {parts.map((one, i) => (
        <li key={one.part}>
          <span>
            <PartName part={one.part} />
          </span>
          <span className="bar-cell">
            <i
              style={{ width: `${(Math.abs(one.minutes) / widest) * 100}%` }}
              className={one.minutes < 0 ? 'less' : ''}
            />
          </span>
          <span className="r">{write(shown[i]!)}</span>
        </li>
      ))}
      <li className="total">
        <span>
          <Trans>Total</Trans>
        </span>
        <span className="q f12 ell">{link.item}</span>
        <span className="r">{write(total)}</span>
      </li>
    </ul>
  )
}

const Places = ({ places }: { readonly places: ChainLink['places'] }) => {
  const { language } = useLanguage()
  const zone = useClock().data?.zone ?? 'UTC'
  const at = (iso: string | null): string => (iso === null ? '…' : moment(iso, zone, language))
  const shown = places.filter((one) => one.minutes >= 1 && one.part !== 'material').slice(0, 4)
  if (shown.length === 0) return null
  return (
    <ol className="chain">
      {shown.map((one) => (
        <li key={`${one.part} ${one.sequence}`}>
          <span className="q f12">{one.workUnit}</span>
          <span>
            <PartName part={one.part} />
          </span>
          <span className="r m">{duration(one.minutes, language)}</span>
          {one.to === null ? null : (
            <span className="q f12 chain-instants">
              {at(one.from)} → {at(one.to)}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

const OrderType = ({ type }: { readonly type: string }) => {
  if (type === 'purchase_order') return <Trans>purchase order</Trans>
  if (type === 'work_order') return <Trans>work order</Trans>
  if (type === 'stock') return <Trans>stock</Trans>
  return <Trans>planned order</Trans>
}
