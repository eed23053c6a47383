import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { RoutingStep } from '../../../schemas/rest/products.ts'
import { useLanguage } from '../language/language.tsx'
import { duration, grouped } from '../language/words.ts'
import { placeSteps } from './place-steps.ts'

const WIDTH = 760
const ROW = 24
const LABEL = 150

/** The operations of so many pieces to one scale: hatch is set-up, the bar is the run, and an overlap begins the next one sooner. */
export const RoutingBars = ({ steps }: { readonly steps: readonly RoutingStep[] }) => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [quantity, setQuantity] = useState('100')
  const pieces = Math.max(0, Number(quantity) || 0)
  const placed = placeSteps(steps, pieces)
  const end = Math.max(1, ...placed.map((one) => one.end))
  const x = (minutes: number): number => LABEL + (minutes / end) * (WIDTH - LABEL - 70)
  return (
    <section className="routing-bars">
      <label className="row">
        <Trans>Bars for</Trans>
        <input
          className="field short"
          inputMode="numeric"
          value={quantity}
          onChange={(event) => setQuantity(event.target.value)}
        />
        <span className="q">
          <Trans>
            pieces on one unit each: {duration(end, language)} of work, without waiting, breaks and efficiency
          </Trans>
        </span>
      </label>
      <svg
        viewBox={`0 0 ${WIDTH} ${placed.length * ROW + 4}`}
        width={WIDTH}
        role="img"
        aria-label={t`Operations of ${grouped(quantity)} pieces to one scale`}
      >
        <defs>
          <pattern id="setup-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.5" height="5" fill="var(--edge)" />
          </pattern>
        </defs>
        {placed.map(({ step, setup, start, end: last }, i) => (
          <g key={step.key} transform={`translate(0 ${i * ROW + 2})`}>
            <title>{`${step.name}: ${duration(last - setup, language)}`}</title>
            <text x={LABEL - 8} y={15} textAnchor="end" className="bar-label">
              {step.name.length > 18 ? `${step.name.slice(0, 17)}…` : step.name}
            </text>
            <rect
              x={x(setup)}
              width={Math.max(0, x(start) - x(setup))}
              height={ROW - 6}
              fill="url(#setup-hatch)"
              stroke="var(--line-2)"
            />
            <rect
              x={x(start)}
              width={Math.max(1, x(last) - x(start))}
              height={ROW - 6}
              rx={3}
              fill="var(--bar)"
              stroke="var(--bar-2)"
            />
            <text x={x(last) + 6} y={14} className="bar-time">
              {duration(last - start, language)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  )
}
