import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { grouped } from '../language/words.ts'

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
export const River = ({ sold, expected, actions, openLines, operations, lateLines }: RiverFacts) => (
  <section className="panel river">
    <span className="flow out">
      <Trans>Demand out</Trans>
    </span>
    <Step name={<Trans>Sense</Trans>} value={grouped(sold)} unit={<Trans>sold in 7 days</Trans>} />
    <Step name={<Trans>Forecast</Trans>} value={grouped(expected)} unit={<Trans>in the next 4 weeks</Trans>} />
    <Step name={<Trans>Plan</Trans>} value={grouped(actions)} unit={<Trans>actions</Trans>} to="/plan" />
    <Step name={<Trans>Schedule</Trans>} value={grouped(operations)} unit={<Trans>operations</Trans>} />
    <Step
      name={<Trans>Promise</Trans>}
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

const Step = ({
  name,
  value,
  unit,
  to,
  search = {},
}: {
  readonly name: ReactNode
  readonly value: string
  readonly unit: ReactNode
  /** The list that the number counts. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
}) => (
  <div>
    <p className="k">{name}</p>
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
