import { Trans, useLingui } from '@lingui/react/macro'
import { type Language, useLanguage } from '../language/language.tsx'
import { duration, shortDate } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { PartName } from './part-name.tsx'
import type { Part } from './cause.ts'

/** One stretch of the way from the start to the late end. Times are ISO with offset. */
export interface ChainLink {
  readonly part: Part
  readonly from: string
  readonly to: string
  readonly minutes: number
  /** What was waited for: an order, a unit, an item. */
  readonly what: string | null
}

export interface WhyLate {
  readonly order: string
  readonly due: string
  readonly end: string
  readonly lateMinutes: number
  readonly parts: readonly { readonly part: Part; readonly minutes: number }[]
  readonly chain: readonly ChainLink[]
}

export interface WhyLatePanelFacts {
  readonly title: string
  readonly subtitle: string
  readonly why: readonly WhyLate[]
  readonly onClose: () => void
}

/** The answer first, then the parts that add up to it, then the way there. */
export const WhyLatePanel = ({ title, subtitle, why, onClose }: WhyLatePanelFacts) => {
  const { t } = useLingui()
  return (
    <aside className="side" aria-label={t`Why late`}>
      <header className="side-head">
        <div>
          <h2 className="f16">{title}</h2>
          <p className="q f12">{subtitle}</p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div className="scroll side-body">
        {why.length === 0 ? (
          <p className="m pad">
            <Trans>The work for this order ends in time; what it waits for is in the plan.</Trans>
          </p>
        ) : null}
        {why.map((one) => (
          <LateOrder key={one.order} why={one} />
        ))}
      </div>
    </aside>
  )
}

const LateOrder = ({ why }: { readonly why: WhyLate }) => {
  const { language } = useLanguage()
  const late = duration(why.lateMinutes, language)
  const widest = Math.max(...why.parts.map((one) => one.minutes), 1)
  return (
    <section className="late-order">
      <p className="late-head">
        <span className="row b t-late">
          <Shape status="late" /> <Trans>{late} late</Trans>
        </span>
        <span className="q f12">{why.order}</span>
      </p>
      <p className="f12 m late-dates">
        {moment(why.due, language)} → <b className="t-late">{moment(why.end, language)}</b>
      </p>
      <ul className="parts">
        {why.parts
          .filter((one) => one.minutes > 0)
          .map((one) => (
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
            <Trans>Total</Trans>
          </span>
          <span className="q f12">
            <Trans>the parts add up to it</Trans>
          </span>
          <span className="r">{late}</span>
        </li>
      </ul>
      <ol className="chain">
        {why.chain.map((link) => (
          <li key={`${link.from}${link.part}`}>
            <span className="q f12">{moment(link.from, language)}</span>
            <span>
              <PartName part={link.part} />
              {link.what === null ? null : <span className="m"> {link.what}</span>}
            </span>
            <span className="r m">{duration(link.minutes, language)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** `11-28 10:00` in the site's own time, as the node wrote it. */
const moment = (iso: string, language: Language): string => `${shortDate(iso, language)} ${iso.slice(11, 16)}`
