import { useLingui } from '@lingui/react/macro'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Bounds, Carried } from './scene.ts'
import type { TimelineFacts } from './timeline-facts.ts'
import { type SceneFacts, TimelineView } from './timeline-view.ts'
import { useTimelineKeys } from './use-timeline-keys.ts'
import { useTimelinePointer } from './use-timeline-pointer.ts'

/** The drawing: pan, zoom, point, carry; the same by keys. */
export const Timeline = (props: TimelineFacts) => {
  const { facts, zoom, at } = props
  const { t } = useLingui()
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const mark = useRef<HTMLElement>(null)
  const view = useView(canvas, box, facts)
  useEffect(() => view.current?.putMarkOn(mark.current!), [view])
  const carried = useRef<Carried | null>(null)
  const [hovered, setHovered] = useState<{ readonly operation: number; readonly at: Bounds } | null>(null)
  useEffect(() => {
    view.current?.fit(zoom)
  }, [view, zoom])
  useEffect(() => {
    view.current?.showFrom(at)
  }, [view, at])
  const { operation } = facts
  useEffect(() => {
    if (operation >= 0) view.current?.reveal(operation)
  }, [view, operation])
  useEffect(() => {
    view.current?.listen(props.onRest)
  })
  useTimelinePointer({ view, box, carried, props, onHover: setHovered })
  useTimelineKeys({ view, box, carried, props })
  return (
    <div
      ref={box}
      className="timeline"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked by arrow keys, like a canvas of a spreadsheet
      tabIndex={0}
      role="application"
      aria-label={t`Timeline`}
      aria-describedby="timeline-said"
    >
      <canvas ref={canvas} />
      <i ref={mark} className="bar-mark" id="timeline-bar" />
      <p id="timeline-said" className="unseen" aria-live="polite">
        {props.said}
      </p>
      {hovered ? props.tip(hovered.operation, hovered.at) : null}
      {props.children}
    </div>
  )
}

/** The view of a canvas, with the newest facts, the size of its box and the colours of the theme. */
function useView(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  box: React.RefObject<HTMLDivElement | null>,
  facts: SceneFacts,
): React.RefObject<TimelineView | null> {
  const view = useRef<TimelineView | null>(null)
  const first = useRef(facts)
  useLayoutEffect(() => {
    const made = new TimelineView(canvas.current!, first.current)
    view.current = made
    const element = box.current!
    const sizes = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight))
    sizes.observe(element)
    made.resize(element.clientWidth, element.clientHeight)
    const themes = new MutationObserver(() => made.renewInk())
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const onFonts = (): void => made.renewInk()
    document.fonts.addEventListener('loadingdone', onFonts)
    const endPrint = printInLight(made)
    return () => {
      endPrint()
      document.fonts.removeEventListener('loadingdone', onFonts)
      sizes.disconnect()
      themes.disconnect()
      made.close()
    }
  }, [canvas, box])
  useLayoutEffect(() => {
    view.current?.set(facts)
    view.current?.settle()
  }, [facts])
  return view
}

/** Paper is white: while it is printed, the picture is in the light theme. Answers how to stop listening. */
function printInLight(view: TimelineView): () => void {
  const root = document.documentElement
  let theme = root.dataset.theme
  const before = (): void => {
    theme = root.dataset.theme
    root.dataset.theme = 'light'
    view.paintAtOnce()
  }
  const after = (): void => {
    if (theme !== undefined) root.dataset.theme = theme
  }
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  return () => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
  }
}
