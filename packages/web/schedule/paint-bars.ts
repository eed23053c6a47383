import type { BarClass } from './bar-classes.ts'
import { FONT } from './canvas-ink.ts'
import { PIN, shapePath } from './canvas-shapes.ts'
import { barBox, firstBar, NAMES, placeAt, rowsInView, type Scene, xOf } from './scene.ts'
import { barWords } from './timeline-rows.ts'

/** Bars wider than this have round corners; wider than that, words. */
const ROUND = 10
const WORDED = 30
/** A set-up narrower than this is a plain stripe: its hatch could not be seen. */
const HATCHED = 4

type Pen = CanvasRenderingContext2D

/** The bars in view, each after its set-up. */
export function paintBars(pen: Pen, scene: Scene): void {
  const [first, last] = rowsInView(scene)
  const [left, right] = [placeAt(scene, NAMES), placeAt(scene, scene.width)]
  for (let row = first; row < last; row++) {
    if (scene.rows.isGroup[row] === 1) continue
    const end = scene.rows.from[row + 1]!
    for (let i = firstBar(scene, row, left); i < end; i++) {
      const o = scene.rows.bars[i]!
      if (scene.places.end[o]! < left) continue
      if (scene.places.setup[o]! > right) {
        if (scene.rows.by === 'unit') break
        continue
      }
      paintBar(pen, scene, { o, ...barBox(scene, row, i) })
    }
  }
}

interface BarPlace {
  readonly o: number
  readonly y: number
  readonly height: number
}

function paintBar(pen: Pen, scene: Scene, { o, y, height }: BarPlace): void {
  const { places, classes, ink } = scene
  const x = xOf(scene, places.begin[o]!)
  const width = Math.max(1, xOf(scene, places.end[o]!) - x - 1)
  const setup = xOf(scene, places.setup[o]!)
  if (x - setup > 1 && scene.rows.by === 'unit') paintSetup(pen, scene, { x: setup, width: x - setup - 1, y, height })
  const look = classes.classes[classes.of[o]!]!
  pen.fillStyle = ink.colour(look.ground)
  fillBar(pen, { x, y, width, height })
  if (look.isHatched) {
    pen.fillStyle = ink.hatch('--surface')
    fillBar(pen, { x, y, width, height })
  }
  if (width > WORDED && height > 14) paintWords(pen, scene, { o, x, y, width, height, look })
  else if (look.shape && width > 11 && height > 14) {
    pen.fillStyle = ink.colour(look.ink)
    pen.fill(shapePath(look.shape, x + width / 2 - 4, y + height / 2 - 4))
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The same box for a ring around it. */
export function fillBar(pen: Pen, { x, y, width, height }: Box): void {
  if (width < ROUND || height < 8) {
    pen.fillRect(x, y, width, height)
    return
  }
  pen.beginPath()
  pen.roundRect(x, y, width, height, 3)
  pen.fill()
}

function paintSetup(pen: Pen, { ink }: Scene, { x, y, width, height }: Box): void {
  if (width < HATCHED) {
    pen.fillStyle = ink.colour('--line-2')
    pen.fillRect(x, y + height * 0.25, width, height * 0.75)
    return
  }
  pen.fillStyle = ink.hatch('--edge')
  pen.fillRect(x, y, width, height)
}

/** Shape, code, name and quantity; only the name is cut. It stays in view while its bar is. */
function paintWords(
  pen: Pen,
  scene: Scene,
  { o, x, y, width, height, look }: BarPlace & Box & { readonly look: BarClass },
): void {
  const { ink, model } = scene
  const right = x + width - 5
  let at = Math.max(x, NAMES) + 6
  const baseline = y + height / 2 + 4.5
  pen.fillStyle = ink.colour(look.ink)
  if (model.held[o] === 1 || model.held[o] === 3) {
    pen.save()
    pen.translate(at - 2, y + height / 2 - 6)
    pen.strokeStyle = ink.colour(look.ink)
    pen.lineWidth = 1.2
    pen.stroke(PIN)
    pen.restore()
    at += 12
  }
  if (look.shape) {
    if (right - at < 8) return
    pen.fill(shapePath(look.shape, at, y + height / 2 - 4))
    at += 13
  }
  const { order, style, name, quantity } = barWords(model, o)
  // A code is never cut: where the order's is too long the style stands for it.
  const code = ink.width(order, FONT.strong) <= right - at ? order : style
  const codeWidth = ink.width(code, FONT.strong)
  if (codeWidth > right - at) return
  pen.font = FONT.strong
  pen.fillText(code, at, baseline)
  at += codeWidth + 5
  const quantityWidth = ink.width(quantity, FONT.small)
  if (quantityWidth > right - at) return
  pen.font = FONT.small
  const short = ink.cut(name, right - at - quantityWidth - 6, FONT.small)
  if (short !== '') {
    pen.fillText(short, at, baseline)
    at += ink.width(short, FONT.small) + 6
  }
  pen.fillText(quantity, at, baseline)
}
