import type { ReactNode } from 'react'

/** What a mark says; on time has no mark, because grey is the normal state. */
export type Status = 'conflict' | 'late' | 'risk' | 'run' | 'done' | 'hold' | 'none'

const SHAPES: Record<Status, ReactNode> = {
  conflict: <path d="m1.5 1.5 7 7M8.500 1.500l-7 7" fill="none" stroke="currentColor" strokeWidth={1.8} />,
  late: <path d="M5 .8 9.7 9.2H.3z" fill="currentColor" />,
  risk: <path d="M5 0 10 5 5 10 0 5z" fill="currentColor" />,
  run: <circle cx="5" cy="5" r="4.2" fill="currentColor" />,
  done: <path d="m1 5.3 2.8 2.9L9 1.800" fill="none" stroke="currentColor" strokeWidth={1.8} />,
  hold: <rect x="1" y="1" width="8" height="8" fill="currentColor" />,
  none: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeDasharray="2 1.4" strokeWidth={1.3} />,
}

/** The shape that goes with a colour, so that colour never speaks alone. */
export const Shape = ({ status, size = 10 }: { readonly status: Status; readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 10 10" aria-hidden="true">
    {SHAPES[status]}
  </svg>
)
