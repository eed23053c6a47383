import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Peg } from '../../../schemas/rest/tracing.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { OrderName, type Thing, ThingName } from './event-words.tsx'
import type { PegStep } from './peg-trail.ts'
import { usePegs } from './use-materials.ts'

export interface PegPanelFacts {
  /** Step by step; the last one is shown. */
  readonly trail: readonly PegStep[]
  /** The item of the strip; only the first step is within it. */
  readonly item: string | null
  readonly onTrail: (trail: readonly PegStep[]) => void
}

/** One level of pegging at a time; each row can be followed further, and the trail leads back. */
export const PegPanel = ({ trail, item, onTrail }: PegPanelFacts) => {
  const { t } = useLingui()
  const step = trail.at(-1)!
  const pegs = usePegs(step, trail.length === 1 ? item : null).data?.rows
  return (
    <aside className="side" aria-label={t`Pegging`}>
      <header className="side-head">
        <div className="ell">
          <h2 className="f16 ell">{step.order}</h2>
          <p className="q f12">
            <ThingName type={step.type as Thing} /> ·{' '}
            {step.way === 'up' ? <Trans>what it serves</Trans> : <Trans>what serves it</Trans>}
          </p>
        </div>
        <span className="sp" />
        <button type="button" className="icon-button" onClick={() => onTrail([])} aria-label={t`Close`}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <Trail {...{ trail, onTrail }} />
      <div className="scroll side-body">
        {pegs?.length === 0 ? (
          <p className="empty">
            {step.way === 'up' ? <Trans>Nothing needs it.</Trans> : <Trans>Nothing serves it.</Trans>}
          </p>
        ) : null}
        <ul className="pegs">
          {(pegs ?? []).map((peg) => (
            <PegRow
              key={[
                peg.demandType,
                peg.demand,
                peg.demandLine,
                peg.item,
                peg.supply,
                peg.supplyLine,
                peg.availableDate,
              ].join('|')}
              way={step.way}
              peg={peg}
              onFollow={(next) => onTrail([...trail, next])}
            />
          ))}
        </ul>
      </div>
    </aside>
  )
}

const Trail = ({ trail, onTrail }: Pick<PegPanelFacts, 'trail' | 'onTrail'>) => {
  const { t } = useLingui()
  return trail.length < 2 ? null : (
    <nav className="trail f12" aria-label={t`Trail`}>
      {trail.slice(0, -1).map((one, i) => (
        <button
          key={`${one.way} ${one.order}`}
          type="button"
          className="ell"
          onClick={() => onTrail(trail.slice(0, i + 1))}
        >
          {one.order} {one.way === 'up' ? '↑' : '↓'}
        </button>
      ))}
    </nav>
  )
}

interface PegRowFacts {
  readonly way: PegStep['way']
  readonly peg: Peg
  readonly onFollow: (step: PegStep) => void
}

/** Up: a need that the supply serves. Down: a supply that serves the need. */
const PegRow = ({ way, peg, onFollow }: PegRowFacts) => {
  const { language } = useLanguage()
  const isUp = way === 'up'
  const other = isUp
    ? { type: peg.demandType, order: peg.demand, line: peg.demandLine, date: peg.needDate }
    : { type: peg.supplyType, order: peg.supply, line: peg.supplyLine, date: peg.availableDate }
  const goesOn = other.type === 'planned_order' || other.type === 'work_order'
  // Above an order stands the need for what it makes; below it stand its components.
  const next: PegStep = { way, type: other.type, order: other.order, line: other.line }
  return (
    <li>
      <span className="q f12">
        <ThingName type={other.type} />
      </span>
      <OrderName order={other.order} line={other.line} isLate={peg.status === 'late'} />
      <span className="r nw">
        {grouped(peg.quantity)} <span className="u">{peg.unit}</span>
      </span>
      <span className="m f12 ell peg-name">
        {isUp ? (peg.customer ?? peg.itemName) : (peg.supplyName ?? peg.supplyItem)}
        {peg.supplyItem === peg.item ? null : <Trans> (substitute)</Trans>}
      </span>
      <span className="r f12 m nw">{shortDate(other.date, language)}</span>
      <span className="peg-ways">
        {goesOn ? (
          <button type="button" className="btn sm" onClick={() => onFollow(next)}>
            {isUp ? <Trans>↑ Follow up</Trans> : <Trans>↓ Follow down</Trans>}
          </button>
        ) : null}
        {isUp ? null : (
          <Link className="btn sm quiet" to="/materials" search={{ item: peg.supplyItem } as never}>
            <Trans>Its strip</Trans>
          </Link>
        )}
      </span>
    </li>
  )
}
