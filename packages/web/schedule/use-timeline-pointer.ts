import { useEffect, useLayoutEffect, useRef } from 'react'
import { AXIS, type Bounds, bodyBottom, type Carried, NAMES, operationAt, placeAt, type Scene } from './scene.ts'
import { momentAt } from './time-axis.ts'
import type { TimelineFacts, WantedPlace } from './timeline-facts.ts'
import { rowAt } from './timeline-rows.ts'
import type { TimelineView } from './timeline-view.ts'

/** A press that moves so many pixels is no click. */
const CLICK = 4
/** A wheel's notch, closer or further. */
const NOTCH = 0.0016

interface PointerFacts {
  readonly view: React.RefObject<TimelineView | null>
  readonly box: React.RefObject<HTMLDivElement | null>
  readonly carried: React.RefObject<Carried | null>
  readonly props: TimelineFacts
  readonly onHover: (hovered: { readonly operation: number; readonly at: Bounds } | null) => void
}

interface Press {
  readonly from: Bounds
  readonly operation: number
  /** Distance of the pointer from the start of the bar, in widths of an open day. */
  readonly grip: number
  last: Bounds
  kind: 'press' | 'pan' | 'carry'
}

/** Wheel and drag pan, ctrl and wheel zoom, a bar is carried, a click selects. */
export function useTimelinePointer(facts: PointerFacts): void {
  const current = useRef(facts)
  useLayoutEffect(() => {
    current.current = facts
  })
  const { box } = facts
  useEffect(() => {
    const element = box.current!
    let press: Press | null = null
    const pointOf = (event: MouseEvent): Bounds => {
      const { left, top } = element.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const view = current.current.view.current!
      const unit = event.deltaMode === 1 ? 16 : 1
      current.current.onHover(null)
      if (event.ctrlKey || event.metaKey) view.zoomAt(Math.exp(-event.deltaY * unit * NOTCH), pointOf(event).x)
      else if (event.shiftKey) view.pan((event.deltaY || event.deltaX) * unit, 0)
      else view.pan(event.deltaX * unit, event.deltaY * unit)
    }
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return
      const from = pointOf(event)
      const { scene } = current.current.view.current!
      const operation = operationAt(scene, from)
      const grip = operation < 0 ? 0 : placeAt(scene, from.x) - scene.places.begin[operation]!
      press = { from, last: from, operation, grip, kind: 'press' }
      element.setPointerCapture(event.pointerId)
    }
    const onMove = (event: PointerEvent): void => {
      const at = pointOf(event)
      if (press === null) hover(current.current, at)
      else followPress(current.current, press, at)
    }
    const onUp = (): void => {
      if (press) endPress(current.current, press)
      press = null
    }
    const onLeave = (): void => current.current.onHover(null)
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerup', onUp)
    element.addEventListener('pointercancel', onUp)
    element.addEventListener('pointerleave', onLeave)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerup', onUp)
      element.removeEventListener('pointercancel', onUp)
      element.removeEventListener('pointerleave', onLeave)
    }
  }, [box])
}

function hover({ view, onHover }: PointerFacts, at: Bounds): void {
  const { scene } = view.current!
  const operation = operationAt(scene, at)
  if (operation === scene.hovered && operation < 0) return
  if (operation !== scene.hovered) view.current!.set({ hovered: operation })
  onHover(operation < 0 ? null : { operation, at })
}

function followPress(facts: PointerFacts, press: Press, at: Bounds): void {
  const view = facts.view.current!
  if (press.kind === 'press') {
    if (Math.hypot(at.x - press.from.x, at.y - press.from.y) < CLICK) return
    press.kind = mayCarry(view.scene, facts.props, press.operation) ? 'carry' : 'pan'
    facts.onHover(null)
  }
  if (press.kind === 'pan') view.pan(press.last.x - at.x, press.last.y - at.y)
  else carryTo(facts, press, at)
  press.last = at
}

export const mayCarry = ({ rows, model }: Scene, { mayMove }: TimelineFacts, operation: number): boolean =>
  mayMove && operation >= 0 && rows.by === 'unit' && model.held[operation] !== 2

function carryTo({ view, carried, props }: PointerFacts, { operation, grip }: Press, at: Bounds): void {
  const { scene } = view.current!
  const place = placeAt(scene, Math.max(NAMES, at.x)) - grip
  const y = Math.max(AXIS, Math.min(bodyBottom(scene) - 1, at.y))
  const row = Math.min(scene.rows.count - 1, rowAt(scene.rows, scene.scrollY + y - AXIS))
  const unit =
    scene.rows.isGroup[row] === 1 ? (carried.current?.unit ?? scene.before.unit[operation]!) : scene.rows.subject[row]!
  holdAt({ view, carried, props }, { operation, unit, at: place })
}

/** Shows an operation in hand at a place, and asks what would move. */
export function holdAt(
  { view, carried, props }: Pick<PointerFacts, 'view' | 'carried' | 'props'>,
  { operation, unit, at }: Pick<Carried, 'operation' | 'unit' | 'at'>,
): void {
  const { scene } = view.current!
  const { operations, choices } = scene.model.view
  const isAllowed = choices[operations.choice[operation]!]!.includes(unit)
  carried.current = { operation, unit, at, isAllowed }
  view.current!.set({ carried: carried.current })
  if (isAllowed) props.onCarry(wantedOf(scene, carried.current))
}

export const wantedOf = ({ axis }: Scene, { operation, unit, at }: Carried): WantedPlace => ({
  operation,
  unit,
  start: momentAt(axis, Math.max(0, at)),
})

/** Lets go of what is in hand. */
export function letGo(facts: Pick<PointerFacts, 'view' | 'carried' | 'props'>, isDropped: boolean): void {
  const held = facts.carried.current
  if (!held) return
  facts.carried.current = null
  facts.view.current!.set({ carried: null })
  if (isDropped && held.isAllowed) facts.props.onDrop(wantedOf(facts.view.current!.scene, held))
  else facts.props.onGiveUp()
}

function endPress(facts: PointerFacts, press: Press): void {
  if (press.kind === 'press') facts.props.onSelect(press.operation)
  else if (press.kind === 'carry') letGo(facts, true)
}
