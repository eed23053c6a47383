import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { grouped } from '../language/words.ts'
import { HowComputed } from '../look/how-computed.tsx'
import { useToday } from './today-data.ts'

/** What flows through the node today, from sale to promise. */
export interface RiverFacts {
  /** Pieces sold in the last seven days that have sales. */
  readonly sold: string
  /** Pieces expected in the next four weeks. */
  readonly expected: string
  readonly actions: number
  readonly openLines: number
  readonly operations: number
  readonly lateLines: number
}

/** Demand goes one way, promises come back. */
export const River = ({ sold, expected, actions, openLines, operations, lateLines }: RiverFacts) => {
  const { t } = useLingui()
  return (
    <section className="panel river">
      <span className="flow out">
        <Trans>Demand out</Trans>
      </span>
      <Step
        how={<Trans>Pieces of all items and places in the last seven days that have sales, less what came back.</Trans>}
        name={t`Sense`}
        value={grouped(sold)}
        unit={<Trans>sold in 7 days</Trans>}
      />
      <Step
        how={<Trans>The forecast of all items for the 28 days from today.</Trans>}
        name={t`Forecast`}
        value={grouped(expected)}
        unit={<Trans>in the next 4 weeks</Trans>}
      />
      <Step
        how={<Trans>What the newest plan proposes and nobody has applied or dismissed.</Trans>}
        name={t`Plan`}
        value={grouped(actions)}
        unit={<Trans>actions</Trans>}
        to="/plan"
      />
      <Step
        how={<Trans>Operations that the newest schedule places on a unit.</Trans>}
        name={t`Schedule`}
        value={grouped(operations)}
        unit={<Trans>operations</Trans>}
      />
      <Step
        how={<Trans>Late order lines of all open ones.</Trans>}
        name={t`Promise`}
        value={`${grouped(lateLines)} / ${grouped(openLines)}`}
        unit={<Trans>lines late</Trans>}
        to="/demand/orders"
        search={{ filter: 'status:late' }}
      />
      <span className="flow back">
        <Trans>Promise back</Trans>
      </span>
    </section>
  )
}

const Step = ({
  name,
  how,
  value,
  unit,
  to,
  search = {},
}: {
  readonly name: string
  readonly how: ReactNode
  readonly value: string
  readonly unit: ReactNode
  /** The list that the number counts. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
}) => (
  <div>
    <p className="k">
      {name} <HowComputed name={name} formula={how} inputs={[{ name: unit, value }]} at={useToday().data?.run?.ended} />
    </p>
    <p className="v">
      {to === undefined ? (
        value
      ) : (
        <Link className="ink" to={to} search={search as never}>
          {value}
        </Link>
      )}{' '}
      <span className="u f12">{unit}</span>
    </p>
  </div>
)
