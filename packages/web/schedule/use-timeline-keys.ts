import { useEffect, useLayoutEffect, useRef } from 'react'
import { isComposing } from '../shell/keys.ts'
import type { Carried } from './scene.ts'
import type { TimelineFacts } from './timeline-facts.ts'
import type { TimelineView } from './timeline-view.ts'
import { nextBar, type Step } from './travel.ts'
import { holdAt, letGo, mayCarry } from './use-timeline-pointer.ts'

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}
/** How far an arrow carries a bar, in widths of an open day; with Shift further. */
const NUDGE = 0.05
const LEAP = 1

interface KeyFacts {
  readonly box: React.RefObject<HTMLDivElement | null>
  readonly view: React.RefObject<TimelineView | null>
  readonly carried: React.RefObject<Carried | null>
  readonly props: TimelineFacts
}

/** Arrows travel from bar to bar; m takes one in hand, arrows carry it, Enter drops it, Esc gives up. */
export function useTimelineKeys(facts: KeyFacts): void {
  const current = useRef(facts)
  useLayoutEffect(() => {
    current.current = facts
  })
  const { box } = facts
  useEffect(() => {
    const element = box.current!
    const onKey = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const { carried } = current.current
      const isDone = carried.current ? carryByKey(current.current, event) : commandByKey(current.current, event)
      // The page's own keys stand back.
      if (isDone) event.preventDefault()
    }
    const onFocus = (): void => current.current.view.current!.set({ hasFocus: true })
    const onBlur = (): void => current.current.view.current!.set({ hasFocus: false })
    element.addEventListener('keydown', onKey)
    element.addEventListener('focus', onFocus)
    element.addEventListener('blur', onBlur)
    return () => {
      element.removeEventListener('keydown', onKey)
      element.removeEventListener('focus', onFocus)
      element.removeEventListener('blur', onBlur)
    }
  }, [box])
}

function carryByKey(facts: KeyFacts, { key, shiftKey }: KeyboardEvent): boolean {
  const held = facts.carried.current!
  if (key === 'Escape' || key === 'Enter') {
    letGo(facts, key === 'Enter')
    return true
  }
  const step = STEPS[key]
  if (step === 'left' || step === 'right') {
    const far = (shiftKey ? LEAP : NUDGE) * (step === 'left' ? -1 : 1)
    holdAt(facts, { ...held, at: held.at + far })
    return true
  }
  if (step !== 'up' && step !== 'down') return false
  const { operations, choices } = facts.view.current!.scene.model.view
  const units = choices[operations.choice[held.operation]!]!.toSorted((a, b) => a - b)
  const next = units[units.indexOf(held.unit) + (step === 'up' ? -1 : 1)]
  if (next !== undefined) holdAt(facts, { ...held, unit: next })
  return true
}

function commandByKey(facts: KeyFacts, { key }: KeyboardEvent): boolean {
  const { view, props } = facts
  const { scene } = view.current!
  const step = STEPS[key]
  if (step) {
    const next = nextBar(scene, scene.operation, step)
    if (next < 0) return true
    view.current!.set({ operation: next })
    view.current!.reveal(next)
    props.onFocus(next)
    return true
  }
  const { operation } = scene
  switch (key) {
    case 'PageUp':
    case 'PageDown':
      view.current!.pan((key === 'PageUp' ? -1 : 1) * 6 * scene.dayWidth, 0)
      return true
    case '+':
    case '=':
    case '-':
      view.current!.zoomAt(key === '-' ? 1 / 1.25 : 1.25, scene.width / 2)
      return true
    case 'Escape':
      if (scene.order < 0) return false
      props.onSelect(-1)
      return true
    default:
      return operation >= 0 && actOnBar(facts, key, operation)
  }
}

function actOnBar(facts: KeyFacts, key: string, operation: number): boolean {
  const { props, view } = facts
  if (key === 'Enter') props.onSelect(operation)
  else if (key === 'p' || key === 'P') props.onPin(operation)
  else if (key === 's' || key === 'S') props.onSplit(operation)
  else if (key === 'm' || key === 'M') {
    const { scene } = view.current!
    if (!mayCarry(scene, props, operation)) return false
    holdAt(facts, { operation, unit: scene.model.unit[operation]!, at: scene.places.begin[operation]! })
  } else return false
  return true
}
