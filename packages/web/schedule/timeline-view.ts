import { makeInk } from './canvas-ink.ts'
import { boxOf } from './paint-marks.ts'
import { paintScene } from './paint-scene.ts'
import { AXIS, bodyBottom, farthest, NAMES, placeAt, type Scene } from './scene.ts'
import type { Zoom } from './schedule-search.ts'
import { axisEnd, dayOfMoment, isoOfDay, momentAt } from './time-axis.ts'

/** Weeks that a zoom shows. */
const DAYS: Readonly<Record<Zoom, number>> = { day: 2, weeks: 21, quarter: 91 }
const NARROWEST = 4
const WIDEST = 1600
/** The address follows when the picture has stood so long. */
const REST_MS = 400

/** What a picture needs from outside; the rest is its own. */
export type SceneFacts = Omit<
  Scene,
  'ink' | 'width' | 'height' | 'dayWidth' | 'scrollX' | 'scrollY' | 'hovered' | 'carried' | 'hasFocus'
>

/** The canvas with its one loop: whatever changes marks the picture, and the next frame draws it once. */
export class TimelineView {
  readonly #canvas: HTMLCanvasElement
  readonly #pen: CanvasRenderingContext2D
  #scene: Scene
  #frame = 0
  #rest = 0
  #rested = ''
  #marker: HTMLElement | null = null
  #zoom: Zoom | null = 'weeks'
  #onRest: (iso: string) => void = () => {}

  constructor(canvas: HTMLCanvasElement, facts: SceneFacts) {
    this.#canvas = canvas
    this.#pen = canvas.getContext('2d', { alpha: false })!
    this.#scene = {
      ...facts,
      ink: makeInk(this.#pen),
      width: 1,
      height: 1,
      dayWidth: 40,
      scrollX: 0,
      scrollY: 0,
      hovered: -1,
      carried: null,
      hasFocus: false,
    }
  }

  get scene(): Scene {
    return this.#scene
  }

  set(part: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...part }
    this.#mark()
  }

  #mark(): void {
    if (this.#frame === 0)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0
        paintScene(this.#pen, this.#scene)
        this.#putMark()
      })
  }

  /** Is told the first day in view, once the picture rests. */
  listen(onRest: (iso: string) => void): void {
    this.#onRest = onRest
  }

  /** The theme has changed. */
  renewInk(): void {
    this.set({ ink: makeInk(this.#pen) })
  }

  /** For paper: in the theme of this moment, without waiting for a frame. */
  paintAtOnce(): void {
    paintScene(this.#pen, { ...this.#scene, ink: makeInk(this.#pen) })
  }

  resize(width: number, height: number): void {
    const scale = devicePixelRatio
    this.#canvas.width = Math.round(width * scale)
    this.#canvas.height = Math.round(height * scale)
    this.#pen.setTransform(scale, 0, 0, scale, 0, 0)
    const left = placeAt(this.#scene, NAMES)
    this.#scene = { ...this.#scene, width, height }
    if (this.#zoom) this.#scene = { ...this.#scene, dayWidth: this.#fitting(this.#zoom) }
    this.#scroll(left * this.#scene.dayWidth, this.#scene.scrollY)
    // A resized canvas is empty: it is drawn at once, before anybody sees it.
    paintScene(this.#pen, this.#scene)
    this.#putMark()
  }

  /** An element that lies over the bar with the focus, for what follows the focus: magnifiers, readers of the screen. */
  putMarkOn(element: HTMLElement): void {
    this.#marker = element
    this.#putMark()
  }

  #putMark(): void {
    const { operation } = this.#scene
    const box = operation < 0 ? null : boxOf(this.#scene, operation)
    if (!this.#marker) return
    this.#marker.hidden = box === null
    if (box) this.#marker.style.cssText = `left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`
  }

  #fitting(zoom: Zoom): number {
    const { axis, width } = this.#scene
    return (width - NAMES) / axis.left[Math.min(axis.count, DAYS[zoom])]!
  }

  fit(zoom: Zoom): void {
    this.#zoom = zoom
    const left = placeAt(this.#scene, NAMES)
    this.#scene = { ...this.#scene, dayWidth: this.#fitting(zoom) }
    this.#scroll(left * this.#scene.dayWidth, this.#scene.scrollY)
  }

  /** Puts a day at the left edge; the one where the picture came to rest by itself stays as it stands. */
  showFrom(iso: string): void {
    if (iso === this.#rested) return
    this.#rested = iso
    const { model, axis } = this.#scene
    const day = Math.round(
      (Date.parse(`${iso}T00:00:00Z`) - Date.parse(`${model.view.firstDay}T00:00:00Z`)) / 86_400_000,
    )
    const place = axis.left[Math.max(0, Math.min(axis.count - 1, day))]!
    this.#scroll(place * this.#scene.dayWidth, this.#scene.scrollY)
  }

  pan(dx: number, dy: number): void {
    this.#scroll(this.#scene.scrollX + dx, this.#scene.scrollY + dy)
    clearTimeout(this.#rest)
    this.#rest = window.setTimeout(() => {
      const { model, axis } = this.#scene
      this.#rested = isoOfDay(model.view, dayOfMoment(axis, momentAt(axis, placeAt(this.#scene, NAMES + 1))))
      this.#onRest(this.#rested)
    }, REST_MS)
  }

  /** Closer or further, with the moment under a point staying where it is. */
  zoomAt(factor: number, x: number): void {
    const place = placeAt(this.#scene, x)
    const whole = (this.#scene.width - NAMES) / axisEnd(this.#scene.axis)
    const dayWidth = Math.max(NARROWEST, whole, Math.min(WIDEST, this.#scene.dayWidth * factor))
    this.#zoom = null
    this.#scene = { ...this.#scene, dayWidth }
    this.#scroll(place * dayWidth - (x - NAMES), this.#scene.scrollY)
  }

  #scroll(x: number, y: number): void {
    const most = farthest(this.#scene)
    this.set({ scrollX: Math.max(0, Math.min(most.x, x)), scrollY: Math.max(0, Math.min(most.y, y)) })
  }

  /** Scrolls just so far that a bar is in view. */
  reveal(operation: number): void {
    const box = boxOf(this.#scene, operation)
    if (!box) return
    const { width, scrollX, scrollY } = this.#scene
    const bottom = bodyBottom(this.#scene)
    const pad = 40
    const dx =
      box.x < NAMES + pad
        ? box.x - NAMES - pad
        : Math.max(0, Math.min(box.x - NAMES - pad, box.x + box.width - width + pad))
    const dy = box.y < AXIS + 8 ? box.y - AXIS - 32 : Math.max(0, box.y + box.height - bottom + 8)
    this.#scroll(scrollX + dx, scrollY + dy)
  }

  /** Keeps the picture within its bounds after rows or days changed. */
  settle(): void {
    this.#scroll(this.#scene.scrollX, this.#scene.scrollY)
  }

  close(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#rest)
  }
}
