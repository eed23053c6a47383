import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type MouseEvent, useMemo } from 'react'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import { grouped, weekName } from '../language/words.ts'
import { isComposing } from '../shell/keys.ts'
import { FanMarks, FanSelection } from './fan-marks.tsx'
import { bandOf, type FanScale, fanScale, lineOf } from './fan-scale.ts'
import { useWidth } from './use-width.ts'
import { useWeekSaid } from './week-said.ts'
import type { DemandWeek } from './weeks.ts'

export interface FanFacts {
  readonly weeks: readonly DemandWeek[]
  readonly unit: string
  readonly overrides: readonly OverrideView[]
  /** Mondays that are chosen: the first and the last. */
  readonly chosen: readonly [string, string] | null
  readonly onChoose: (from: string, until: string) => void
  /** Enter on chosen weeks. */
  readonly onOpen: () => void
}

const HEIGHT = 284

/** Past sales in ink, the baseline dashed, the final forecast in accent on its bands of 50 % and 90 %; walked week by week by arrow keys. */
export const FanChart = (facts: FanFacts) => {
  const { weeks, chosen, onChoose } = facts
  const { t } = useLingui()
  const [element, width] = useWidth<HTMLDivElement>()
  const say = useWeekSaid(facts)
  const scale = useMemo(() => fanScale(weeks, Math.max(width, 320), HEIGHT), [weeks, width])
  const running = Math.max(
    0,
    weeks.findIndex((one) => one.isRunning),
  )
  const at = chosen ? weeks.findIndex((one) => one.week === chosen[1]) : -1
  const active = at < 0 ? running : at
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    const week = weeks[Math.floor((x - scale.left) / scale.step)]
    if (week) onChoose(event.shiftKey && chosen ? chosen[0] : week.week, week.week)
  }
  return (
    <div
      ref={element}
      className="fan"
      role="slider"
      tabIndex={0}
      aria-label={t`Sales and forecast by week`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, weeks.length - 1)}
      aria-valuenow={active}
      aria-valuetext={weeks[active] ? say(weeks[active]) : ''}
      onClick={onClick}
      onKeyDown={(event) => onKey(event, { ...facts, active })}
    >
      {width > 0 ? <Drawing {...facts} {...{ scale, running, active }} /> : null}
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -4, PageDown: 4 }

/** The chosen week in words; before one is chosen, how to choose. */
export const FanSaid = ({
  weeks,
  chosen,
  unit,
  overrides,
}: Pick<FanFacts, 'weeks' | 'chosen' | 'unit' | 'overrides'>) => {
  const say = useWeekSaid({ unit, overrides })
  const week = chosen ? weeks.find((one) => one.week === chosen[1]) : undefined
  return (
    <p className="fan-said f12 m ell" title={week ? say(week) : undefined}>
      {week ? (
        say(week)
      ) : (
        <span className="q">
          <Trans>← and → walk the weeks, with Shift several are chosen; Enter overrides them.</Trans>
        </span>
      )}
    </p>
  )
}

/** Arrows go to the next week, with Shift they choose up to it; Enter opens what is chosen. */
function onKey(
  event: KeyboardEvent,
  { weeks, chosen, onChoose, onOpen, active }: FanFacts & { readonly active: number },
): void {
  if (isComposing(event.nativeEvent)) return
  if (event.key === 'Enter') {
    event.preventDefault()
    onOpen()
    return
  }
  const ends: Readonly<Record<string, number>> = { Home: 0, End: weeks.length - 1 }
  const step = STEPS[event.key]
  const wanted = ends[event.key] ?? (step === undefined ? undefined : active + step)
  if (wanted === undefined) return
  event.preventDefault()
  const week = weeks[Math.max(0, Math.min(weeks.length - 1, wanted))]!.week
  onChoose(event.shiftKey && chosen ? chosen[0] : week, week)
}

interface DrawingFacts extends FanFacts {
  readonly scale: FanScale
  readonly running: number
  readonly active: number
}

const Drawing = (facts: DrawingFacts) => {
  const { weeks, scale, running } = facts
  const { x, y } = scale
  const point = (place: number, value: number | null): readonly [number, number] | null =>
    value === null ? null : [x(place), y(value)]
  const band = (low: 'p05' | 'p25', high: 'p75' | 'p95'): string => {
    const known = weeks.flatMap(({ expected }, i) =>
      expected?.[low] == null || expected[high] == null
        ? []
        : [[i, Number(expected[low]), Number(expected[high])] as const],
    )
    return bandOf(
      known.map(([i, value]) => [x(i), y(value)]),
      known.map(([i, , value]) => [x(i), y(value)]),
    )
  }
  const lastPast = weeks.findLastIndex(({ sold, isRunning }) => sold !== null && !isRunning)
  const past = weeks.map(({ sold, isRunning }, i) => (isRunning ? null : point(i, sold)))
  const expected = (name: 'baseline' | 'quantity') =>
    weeks.map((one, i) => {
      if (one.expected) return point(i, Number(one.expected[name]))
      return i === lastPast ? point(i, one.sold) : null
    })
  return (
    <svg width={scale.width} height={scale.height} aria-hidden="true">
      <Ground {...{ weeks, scale, running }} />
      <FanSelection {...facts} />
      <clipPath id="fan-clip">
        <rect x={scale.left} y={12} width={scale.width - scale.left} height={scale.bottom - 12} />
      </clipPath>
      <g clipPath="url(#fan-clip)">
        <path d={band('p05', 'p95')} className="fan-90" />
        <path d={band('p25', 'p75')} className="fan-50" />
      </g>
      <path d={lineOf(past)} className="fan-past" />
      <path d={lineOf(expected('baseline'))} className="fan-baseline" />
      <path d={lineOf(expected('quantity'))} className="fan-final" />
      <FanMarks {...facts} />
    </svg>
  )
}

/** Lines of quantities, numbers of weeks, the future's ground and the line of now. */
const Ground = ({ weeks, scale, running }: Pick<DrawingFacts, 'weeks' | 'scale' | 'running'>) => {
  const { x, y, step, left, width, bottom } = scale
  const every = Math.max(1, Math.ceil(42 / step))
  const now = x(running) - step / 2
  return (
    <>
      <rect x={now} y={12} width={Math.max(0, width - 10 - now)} height={bottom - 12} fill="var(--sunk)" />
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${left} ${y(tick) + 0.5}H${width - 10}`} stroke="var(--line)" />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className="fan-tick">
            {grouped(tick)}
          </text>
        </g>
      ))}
      {weeks.map(({ week }, i) =>
        (i - running) % every === 0 ? (
          <text key={week} x={x(i)} y={bottom + 17} textAnchor="middle" className="fan-tick">
            {weekName(week)}
          </text>
        ) : null,
      )}
      <path d={`M${now} 8V${bottom}`} stroke="var(--accent)" strokeWidth={1.5} />
    </>
  )
}
