import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { RoutingStep } from '../../../schemas/rest/products.ts'
import { useLanguage } from '../language/language.tsx'
import { duration, grouped } from '../language/words.ts'
import { type PlacedStep, placeSteps } from './place-steps.ts'

const WIDTH = 760
const ROW = 24
const LABEL = 190

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
        {placed.map((one, i) => (
          <Bar key={one.step.key} placed={one} place={i} x={x} />
        ))}
      </svg>
    </section>
  )
}

interface BarFacts {
  readonly placed: PlacedStep
  /** Its row. */
  readonly place: number
  readonly x: (minutes: number) => number
}

/** Letters that the label has room for; one of Chinese is as wide as two of Latin. */
const MOST_LETTERS = 24

const LETTERS = new Intl.Segmenter()

function short(text: string): string {
  const letters = Array.from(LETTERS.segment(text), (one) => one.segment)
  let width = 0
  const end = letters.findIndex((letter) => {
    width += letter > '\u2e7f' ? 2 : 1
    return width > MOST_LETTERS
  })
  return end < 0 ? text : `${letters.slice(0, end).join('')}…`
}

const Bar = ({ placed: { step, setup, start, end }, place, x }: BarFacts) => {
  const { language } = useLanguage()
  return (
    <g transform={`translate(0 ${place * ROW + 2})`}>
      <title>{`${step.name}: ${duration(end - setup, language)}`}</title>
      <text x={LABEL - 8} y={15} textAnchor="end" className="bar-label">
        {short(step.name)}
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
        width={Math.max(1, x(end) - x(start))}
        height={ROW - 6}
        rx={3}
        fill="var(--bar)"
        stroke="var(--bar-2)"
      />
      <text x={x(end) + 6} y={14} className="bar-time">
        {duration(end - start, language)}
      </text>
    </g>
  )
}
