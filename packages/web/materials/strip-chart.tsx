import { useLingui } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import type { StepWidth, StripStep } from './strip.ts'

const HEIGHT = 132
const STEP: Readonly<Record<StepWidth, number>> = { day: 14, week: 40 }

/** The balance as steps over the axis of nothing, red where it is below; what comes and goes as bars at its foot. */
export const StripChart = ({
  steps,
  width,
  unit,
}: {
  readonly steps: readonly StripStep[]
  readonly width: StepWidth
  readonly unit: string
}) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const step = STEP[width]
  const most = Math.max(1, ...steps.map((one) => Math.max(one.balance, one.needs, one.planned + one.receipts)))
  const least = Math.min(0, ...steps.map((one) => one.balance))
  const y = (value: number): number => 8 + ((most - value) / (most - least)) * (HEIGHT - 16)
  const zero = y(0)
  const labels = width === 'week' ? 2 : 7
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className="strip-scroll" tabIndex={0} aria-label={t`Balance over the horizon`}>
      <svg
        width={Math.max(steps.length * step, 200)}
        height={HEIGHT + 18}
        role="img"
        aria-label={t`Projected available balance`}
      >
        {steps.map((one, i) => (
          <g key={one.date} transform={`translate(${i * step} 0)`}>
            <title>{`${shortDate(one.date, language)}: ${grouped(one.balance)} ${unit}`}</title>
            <Bars {...{ one, step, y }} />
            {i % labels === 0 ? (
              <text x={1} y={HEIGHT + 14} fontSize={11} fill="var(--ink-3)">
                {shortDate(one.date, language)}
              </text>
            ) : null}
          </g>
        ))}
        <path d={`M0 ${zero + 0.5}H${Math.max(steps.length * step, 200)}`} stroke="var(--edge)" />
      </svg>
    </section>
  )
}

interface BarsFacts {
  readonly one: StripStep
  readonly step: number
  readonly y: (value: number) => number
}

/** The balance over the whole step; over its left half what comes, over its right what goes. */
const Bars = ({ one, step, y }: BarsFacts) => {
  const zero = y(0)
  const level = y(one.balance)
  const comes = one.receipts + one.planned + one.stock
  const isPlanned = one.planned > 0
  return (
    <>
      <rect width={step} height={HEIGHT} fill="transparent" />
      <rect
        width={step}
        y={Math.min(level, zero)}
        height={Math.max(Math.abs(level - zero), one.balance === 0 ? 0 : 1)}
        fill={one.balance < 0 ? 'var(--late-bar)' : 'var(--bar)'}
      />
      {comes > 0 ? (
        <rect
          x={1}
          width={step / 2 - 1}
          y={y(comes)}
          height={zero - y(comes)}
          fill={isPlanned ? 'none' : 'var(--accent)'}
          stroke="var(--accent)"
          strokeDasharray={isPlanned ? '2 2' : undefined}
        />
      ) : null}
      {one.needs > 0 ? (
        <rect x={step / 2} width={step / 2 - 1} y={y(one.needs)} height={zero - y(one.needs)} fill="var(--ink-2)" />
      ) : null}
    </>
  )
}
