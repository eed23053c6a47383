import { Trans } from '@lingui/react/macro'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import { weekName } from '../language/words.ts'
import type { FanScale } from './fan-scale.ts'
import { about, signed } from './numbers.ts'
import type { DemandWeek } from './weeks.ts'

export interface FanMarksFacts {
  readonly weeks: readonly DemandWeek[]
  readonly scale: FanScale
  readonly overrides: readonly OverrideView[]
  readonly running: number
}

/** What a line alone does not say: overrides, outliers, empty shelves, the week that is not over. */
export const FanMarks = (facts: FanMarksFacts) => (
  <>
    <pattern id="fan-hatch" width={4} height={4} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V4" stroke="var(--edge)" strokeWidth={1.2} />
    </pattern>
    <Unfinished {...facts} />
    {facts.weeks.map((one, i) => (
      <WeekMarks key={one.week} week={one} place={i} scale={facts.scale} />
    ))}
    <Labels {...facts} />
  </>
)

/** What of the running week is sold so far: a hatched bar below its forecast. */
const Unfinished = ({ weeks, scale, running }: FanMarksFacts) => {
  const week = weeks[running]
  if (!week?.isRunning || week.sold === null) return null
  const top = scale.y(week.sold)
  const width = Math.max(3, scale.step - 2)
  return (
    <rect
      x={scale.x(running) - width / 2}
      y={top}
      width={width}
      height={Math.max(0, scale.bottom - top)}
      fill="url(#fan-hatch)"
      stroke="var(--edge)"
      strokeWidth={0.8}
    />
  )
}

const WeekMarks = ({
  week,
  place,
  scale,
}: {
  readonly week: DemandWeek
  readonly place: number
  readonly scale: FanScale
}) => {
  const { x, y, step, bottom } = scale
  const final = week.expected && y(Number(week.expected.quantity))
  return (
    <>
      {week.out > 0 ? (
        <rect x={x(place) - step / 2} y={bottom - 36} width={step} height={36} fill="url(#fan-hatch)" />
      ) : null}
      {week.taken !== null && week.sold !== null ? (
        <g className="fan-outlier">
          <path d={`M${x(place)} ${y(week.sold)}V${y(week.taken)}`} />
          <circle cx={x(place)} cy={y(week.sold)} r={5} />
        </g>
      ) : null}
      {week.expected && week.expected.overrides.length > 0 ? (
        <g className="fan-override">
          <path d={`M${x(place)} ${y(Number(week.expected.baseline))}V${final}`} />
          <circle cx={x(place)} cy={final!} r={4} />
        </g>
      ) : null}
    </>
  )
}

/** Words at the marks: one for each override, one for the newest outlier, the number of this week. */
const Labels = ({ weeks, scale, overrides, running }: FanMarksFacts) => {
  const { x, y, width } = scale
  const outlier = weeks.findLastIndex((one) => one.taken !== null && one.sold !== null)
  const [now, name] = [x(running) - scale.step / 2, weekName(weeks[running]?.week ?? '')]
  return (
    <>
      <text x={now - 6} y={20} textAnchor="end" className="fan-label accent">
        <Trans>Now {name}</Trans>
      </text>
      {overrides.slice(0, MOST_LABELS).map((one, row) => {
        const place = weeks.findIndex(({ expected }) => expected?.overrides.includes(one.id))
        const expected = weeks[place]?.expected
        if (!expected) return null
        const isRight = x(place) < width - 260
        return (
          <text
            key={one.id}
            x={x(place) + (isRight ? 10 : -10)}
            y={Math.max(36, y(Number(expected.quantity)) - 8 - 16 * row)}
            textAnchor={isRight ? 'start' : 'end'}
            className="fan-label accent"
          >
            {signed(Number(expected.quantity) - Number(expected.baseline))} {short(one.reason)}
          </text>
        )
      })}
      {outlier >= 0 ? <OutlierLabel week={weeks[outlier]!} at={[x(outlier), y(weeks[outlier]!.sold!)]} /> : null}
    </>
  )
}

const MOST_LABELS = 3
const SHOWN = 18
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letters of a reason, whole emoji among them. */
function short(text: string): string {
  const all = Array.from(letters.segment(text.replace(/\s+/g, ' ')), (one) => one.segment)
  return all.length <= SHOWN ? all.join('') : `${all.slice(0, SHOWN).join('')}…`
}

const OutlierLabel = ({ week, at: [x, y] }: { readonly week: DemandWeek; readonly at: readonly [number, number] }) => {
  const [name, taken] = [weekName(week.week), about(week.taken!)]
  const isRight = x < 240
  return (
    <text
      x={x + (isRight ? 9 : -9)}
      y={Math.max(16, y - 6)}
      textAnchor={isRight ? 'start' : 'end'}
      className="fan-label risk"
    >
      <Trans>
        Outlier {name}: taken as {taken}
      </Trans>
    </text>
  )
}

export interface FanSelectionFacts {
  readonly weeks: readonly DemandWeek[]
  readonly scale: FanScale
  readonly chosen: readonly [string, string] | null
}

/** The ground of the chosen weeks. */
export const FanSelection = ({ weeks, scale, chosen }: FanSelectionFacts) => {
  if (!chosen) return null
  const [first, last] = chosen
    .toSorted((a, b) => a.localeCompare(b))
    .map((day) => weeks.findIndex((one) => one.week === day))
  if (first === undefined || last === undefined || first < 0 || last < 0) return null
  const left = scale.x(first) - scale.step / 2
  return (
    <rect
      x={left}
      y={12}
      width={scale.x(last) + scale.step / 2 - left}
      height={scale.bottom - 12}
      className="fan-chosen"
    />
  )
}
