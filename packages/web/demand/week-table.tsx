import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { shortDate, weekName } from '../language/words.ts'
import { about, quantity, signed } from './numbers.ts'
import type { DemandWeek } from './weeks.ts'

export interface WeekTableFacts {
  readonly weeks: readonly DemandWeek[]
  readonly unit: string
  readonly chosen: readonly [string, string] | null
  readonly onChoose: (from: string, until: string) => void
}

const dash = <span className="q">·</span>
const number = (value: number | string | null | undefined): ReactNode => (value == null ? dash : quantity(value))

/** The weeks ahead, one a column: last year, baseline, what a person gave, the final forecast and its bands. */
export const WeekTable = ({ weeks, unit, chosen, onChoose }: WeekTableFacts) => {
  const { t } = useLingui()
  const ahead = weeks.filter((one) => one.expected !== null)
  const sum = (value: (week: DemandWeek) => number): string => quantity(ahead.reduce((all, one) => all + value(one), 0))
  const isChosen = ({ week }: DemandWeek): boolean => chosen !== null && week >= min(chosen) && week <= max(chosen)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className="week-scroll" tabIndex={0} aria-label={t`Forecast by week`}>
      <table className="week-table">
        <thead>
          <tr>
            <th>
              <Trans>{unit} a week</Trans>
            </th>
            {ahead.map((one) => (
              <th key={one.week} className={isChosen(one) ? 'on' : ''}>
                <WeekButton week={one} isOn={isChosen(one)} onChoose={onChoose} from={chosen?.[0]} />
              </th>
            ))}
            <th>{t`${ahead.length} weeks`}</th>
          </tr>
        </thead>
        <tbody>
          <Line name={<Trans>Last year</Trans>} weeks={ahead} of={(one) => number(one.lastYear)} className="q">
            {sum((one) => one.lastYear ?? 0)}
          </Line>
          <Line name={<Trans>Baseline</Trans>} weeks={ahead} of={(one) => number(one.expected!.baseline)}>
            {sum((one) => Number(one.expected!.baseline))}
          </Line>
          <Line name={<Trans>Override</Trans>} weeks={ahead} of={overrideOf}>
            {signed(
              ahead.reduce((all, { expected }) => all + Number(expected!.quantity) - Number(expected!.baseline), 0),
            )}
          </Line>
          <Line name={<Trans>Final</Trans>} weeks={ahead} of={(one) => number(one.expected!.quantity)} className="tot">
            {sum((one) => Number(one.expected!.quantity))}
          </Line>
          <Line name="50 %" weeks={ahead} of={({ expected }) => rangeOf(expected!.p25, expected!.p75)} className="q">
            {null}
          </Line>
          <Line name="90 %" weeks={ahead} of={({ expected }) => rangeOf(expected!.p05, expected!.p95)} className="q">
            {null}
          </Line>
        </tbody>
      </table>
    </section>
  )
}

const min = ([a, b]: readonly [string, string]): string => (a < b ? a : b)
const max = ([a, b]: readonly [string, string]): string => (a < b ? b : a)
const overrideOf = ({ expected }: DemandWeek): ReactNode =>
  expected!.overrides.length === 0 ? dash : <span className="given">{quantity(expected!.quantity)}</span>
const rangeOf = (low: string | null, high: string | null): ReactNode =>
  low === null || high === null ? dash : `${quantity(low)}–${quantity(high)}`

interface LineFacts {
  readonly name: ReactNode
  readonly weeks: readonly DemandWeek[]
  readonly of: (week: DemandWeek) => ReactNode
  readonly className?: string
  /** The sum. */
  readonly children: ReactNode
}

const Line = ({ name, weeks, of, className = '', children }: LineFacts) => (
  <tr className={className}>
    <th scope="row">{name}</th>
    {weeks.map((one) => (
      <td key={one.week}>{of(one)}</td>
    ))}
    <td className="b">{children}</td>
  </tr>
)

interface WeekButtonFacts {
  readonly week: DemandWeek
  readonly isOn: boolean
  readonly from: string | undefined
  readonly onChoose: WeekTableFacts['onChoose']
}

const WeekButton = ({ week, isOn, from, onChoose }: WeekButtonFacts) => {
  const { language } = useLanguage()
  const day = shortDate(week.week, language)
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={week.isRunning ? 't-acc' : ''}
      onClick={(event) => onChoose(event.shiftKey && from ? from : week.week, week.week)}
    >
      {weekName(week.week)}
      <br />
      <span className="u">{day}</span>
    </button>
  )
}

/** The chart as a table: every week, what was sold, what is expected, and its marks. */
export const ChartTable = ({ weeks }: Pick<WeekTableFacts, 'weeks'>) => {
  const { language } = useLanguage()
  const { t } = useLingui()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className="chart-table" tabIndex={0} aria-label={t`Sales and forecast by week`}>
      <table className="events">
        <thead>
          <tr>
            <th style={{ width: 56 }}>
              <Trans>Week</Trans>
            </th>
            <th style={{ width: 76 }}>
              <Trans context="date">From</Trans>
            </th>
            <th className="r" style={{ width: 72 }}>
              <Trans>Sold</Trans>
            </th>
            <th className="r" style={{ width: 72 }}>
              <Trans>Baseline</Trans>
            </th>
            <th className="r" style={{ width: 72 }}>
              <Trans>Final</Trans>
            </th>
            <th className="r" style={{ width: 92 }}>
              50 %
            </th>
            <th className="r" style={{ width: 100 }}>
              90 %
            </th>
            <th>
              <Trans>Marks</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((one) => (
            <tr key={one.week} className={one.isRunning ? 'running' : ''}>
              <td>{weekName(one.week)}</td>
              <td>{shortDate(one.week, language)}</td>
              <td className="r">{number(one.sold)}</td>
              <td className="r m">{number(one.expected?.baseline)}</td>
              <td className="r b">{number(one.expected?.quantity)}</td>
              <td className="r q">{one.expected ? rangeOf(one.expected.p25, one.expected.p75) : dash}</td>
              <td className="r q">{one.expected ? rangeOf(one.expected.p05, one.expected.p95) : dash}</td>
              <td>
                <WeekMarks week={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const WeekMarks = ({ week }: { readonly week: DemandWeek }) => {
  const taken = week.taken === null ? null : about(week.taken)
  return (
    <span className="row marks">
      {week.isRunning ? (
        <span className="chip">
          <i className="hatch-mark" /> <Trans>Not over yet</Trans>
        </span>
      ) : null}
      {taken !== null ? (
        <span className="chip risk">
          <i className="ring" /> <Trans>Outlier, taken as {taken}</Trans>
        </span>
      ) : null}
      {week.out > 0 ? (
        <span className="chip">
          <i className="hatch-mark" /> <Trans>Stock-out</Trans>
        </span>
      ) : null}
      {week.expected && week.expected.overrides.length > 0 ? (
        <span className="chip run">
          <i className="ring" /> <Trans>Overridden</Trans>
        </span>
      ) : null}
    </span>
  )
}
