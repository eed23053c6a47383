import type { ReactNode } from 'react'
import type { Bounds } from './scene.ts'
import type { Zoom } from './schedule-search.ts'
import type { SceneFacts } from './timeline-view.ts'

/** Where somebody holds an operation: the unit and the moment at which its run should start. */
export interface WantedPlace {
  readonly operation: number
  readonly unit: number
  readonly start: number
}

export interface TimelineFacts {
  readonly facts: SceneFacts
  readonly zoom: Zoom
  /** Left edge, `YYYY-MM-DD`. */
  readonly at: string
  readonly mayMove: boolean
  readonly onRest: (iso: string) => void
  /** −1: nothing. */
  readonly onSelect: (operation: number) => void
  readonly onFocus: (operation: number) => void
  readonly onCarry: (place: WantedPlace) => void
  readonly onDrop: (place: WantedPlace) => void
  readonly onGiveUp: () => void
  readonly onPin: (operation: number) => void
  readonly onSplit: (operation: number) => void
  /** What is under the pointer, for its tip. */
  readonly tip: (operation: number, at: Bounds) => ReactNode
  /** The bar that has the focus, in words. */
  readonly said: string
  readonly children?: ReactNode
}
