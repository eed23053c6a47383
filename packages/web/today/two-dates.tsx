import { Shape } from '../look/status.tsx'

const DAY_MS = 86_400_000
const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS

export interface TrackScale {
  /** First day shown, `YYYY-MM-DD`. */
  readonly from: string
  readonly days: number
  readonly width: number
}

/** Requested as a black tick, projected as a shape, a pale red span between when late. */
export const TwoDates = ({
  scale,
  requested,
  projected,
  late,
}: {
  readonly scale: TrackScale
  readonly requested: string
  readonly projected: string | null
  readonly late: boolean
}) => {
  const x = (iso: string): number => clamp(((dayOf(iso) - dayOf(scale.from)) / scale.days) * scale.width, scale.width)
  const due = x(requested)
  const end = projected === null ? null : x(projected)
  return (
    <svg width={scale.width} height={26} className="track" aria-hidden="true">
      <path d={`M0 13.5H${scale.width}`} stroke="var(--line)" />
      {late && end !== null ? (
        <rect x={due} y={11} width={Math.max(end - due, 3)} height={5} fill="var(--late-bar)" />
      ) : null}
      <path d={`M${due} 6v15`} stroke="var(--ink)" strokeWidth={1.5} />
      {end === null ? null : (
        <g color={late ? 'var(--late)' : 'var(--edge)'} transform={`translate(${end - 5} 8.5)`}>
          {late ? <Shape status="late" /> : <circle cx="5" cy="5" r="3" fill="currentColor" />}
        </g>
      )}
    </svg>
  )
}

const clamp = (x: number, most: number): number => Math.min(Math.max(x, 1), most - 1)

/** Scale over the dates of the rows, from the day of the plan, at most eight weeks. */
export function scaleOf(dates: readonly (string | null)[], today: string, width: number): TrackScale {
  const days = dates.filter((one): one is string => one !== null).map((one) => dayOf(one) - dayOf(today))
  return { from: today, days: Math.min(56, Math.max(14, ...days) + 1), width }
}
