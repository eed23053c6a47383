import { Trans, useLingui } from '@lingui/react/macro'
import type { OrderLine, WhyLate } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday, duration, grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { PartName } from './part-name.tsx'

export interface WhyLatePanelFacts {
  readonly order: OrderLine
  /** null: the line is not late. undefined: not yet known. */
  readonly why: WhyLate | null | undefined
  readonly onClose: () => void
}

/** The answer first, then each order of the chain with the parts that add up. */
export const WhyLatePanel = ({ order, why, onClose }: WhyLatePanelFacts) => {
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
      <div className="scroll side-body">
        {why === null ? (
          <p className="m pad">
            <Trans>The work for this order ends in time.</Trans>
          </p>
        ) : null}
        {why ? <Answer why={why} /> : null}
      </div>
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

const Parts = ({ link }: { readonly link: ChainLink }) => {
  const { language } = useLanguage()
  const parts = link.parts.filter((one) => one.minutes > 0)
  const widest = Math.max(...parts.map((one) => one.minutes), 1)
  return (
    <ul className="parts">
      {parts.map((one) => (
        <li key={one.part}>
          <span>
            <PartName part={one.part} />
          </span>
          <span className="bar-cell">
            <i style={{ width: `${(one.minutes / widest) * 100}%` }} />
          </span>
          <span className="r">{duration(one.minutes, language)}</span>
        </li>
      ))}
      <li className="total">
        <span>
          <Trans>Together</Trans>
        </span>
        <span className="q f12">{link.item}</span>
        <span className="r">{duration(link.lateMinutes, language)}</span>
      </li>
    </ul>
  )
}

const Places = ({ places }: { readonly places: ChainLink['places'] }) => {
  const { language } = useLanguage()
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
