import { FONT } from './canvas-ink.ts'
import { paintDays } from './paint-ground.ts'
import { AXIS, bodyBottom, LOAD_ROW, loadCenters, NAMES, placeAt, rowsInView, type Scene, xOf } from './scene.ts'
import { dayOfMoment, isoOfDay, momentAt } from './time-axis.ts'

type Pen = CanvasRenderingContext2D
/** A unit fuller than this is marked. */
const FULL = 0.95
/** Days that the load beside a name looks at. */
const LOAD_DAYS = 21

/** Axis of weeks and days. */
export function paintAxis(pen: Pen, scene: Scene): void {
  const { axis, ink, width, model, dayWidth, words } = scene
  pen.fillStyle = ink.colour('--sunk')
  pen.fillRect(0, 0, width, AXIS)
  const today = dayOfMoment(axis, model.view.now)
  const first = dayOfMoment(axis, momentAt(axis, placeAt(scene, NAMES)))
  for (let d = Math.max(0, first - 6); d < axis.count; d++) {
    const x = xOf(scene, axis.left[d]!)
    if (x > width) break
    if (d % 7 === 0) paintWeek(pen, scene, { day: d, x })
    const box = xOf(scene, axis.left[d + 1]!) - x
    if (axis.isOpen[d] === 0) {
      pen.fillStyle = ink.colour('--line')
      pen.fillRect(Math.max(NAMES, x), 22, x + box - Math.max(NAMES, x), AXIS - 22)
    }
    if (dayWidth < 26 || axis.isOpen[d] === 0) continue
    const text = words.day(isoOfDay(model.view, d), dayWidth > 90)
    const textWidth = ink.width(text, FONT.tick)
    const at = Math.max(x + (box - textWidth) / 2, Math.min(NAMES + 4, x + box - textWidth))
    if (at < NAMES) continue
    pen.font = d === today ? FONT.tickStrong : FONT.tick
    pen.fillStyle = ink.colour(d === today ? '--accent' : '--ink-2')
    pen.fillText(text, at, 37)
  }
  pen.fillStyle = ink.colour('--line')
  pen.fillRect(0, AXIS - 1, width, 1)
}

function paintWeek(
  pen: Pen,
  { ink, words, model, axis, dayWidth }: Scene,
  { day, x }: { day: number; x: number },
): void {
  const wide = (axis.left[Math.min(axis.count, day + 7)]! - axis.left[day]!) * dayWidth
  const text = ink.cut(words.week(isoOfDay(model.view, day)), wide - 8, FONT.strong)
  const at = Math.min(Math.max(x + 6, NAMES + 6), x + wide - ink.width(text, FONT.strong) - 6)
  pen.fillStyle = ink.colour('--line-2')
  if (x >= NAMES) pen.fillRect(Math.round(x), 0, 1, AXIS)
  if (at < NAMES) return
  pen.font = FONT.strong
  pen.fillStyle = ink.colour('--ink')
  pen.fillText(text, at, 16)
}

/** Names of rows, over whatever was scrolled below them. */
export function paintNames(pen: Pen, scene: Scene): void {
  const { ink, rows, scrollY } = scene
  const bottom = bodyBottom(scene)
  pen.fillStyle = ink.colour('--surface')
  pen.fillRect(0, AXIS, NAMES, bottom - AXIS)
  const [first, last] = rowsInView(scene)
  pen.save()
  pen.beginPath()
  pen.rect(0, AXIS, NAMES, bottom - AXIS)
  pen.clip()
  for (let r = first; r < last; r++) paintName(pen, scene, { row: r, y: AXIS + rows.top[r]! - scrollY })
  pen.restore()
  pen.fillStyle = ink.colour('--sunk')
  pen.fillRect(0, 0, NAMES, AXIS)
  pen.fillStyle = ink.colour('--ink-3')
  pen.font = FONT.small
  pen.fillText(scene.words.names, 12, 27)
  pen.fillStyle = ink.colour('--line')
  pen.fillRect(NAMES - 1, 0, 1, scene.height)
  pen.fillRect(0, AXIS - 1, NAMES, 1)
}

function paintName(
  pen: Pen,
  { rows, ink, model, operation, order }: Scene,
  { row, y }: { row: number; y: number },
): void {
  const height = rows.height[row]!
  const subject = rows.subject[row]!
  const isGroup = rows.isGroup[row] === 1
  const isChosen =
    rows.by === 'unit' ? operation >= 0 && subject === model.unit[operation] : rows.by === 'order' && subject === order
  if (isGroup || (isChosen && subject >= 0)) {
    pen.fillStyle = ink.colour(isGroup ? '--sunk' : '--select')
    pen.fillRect(0, y, NAMES, height)
  }
  pen.fillStyle = ink.colour('--line')
  pen.fillRect(0, Math.round(y + height) - 1, NAMES, 1)
  const isUnit = rows.by === 'unit'
  const room = isUnit && !isGroup ? 66 : NAMES - 24
  pen.fillStyle = ink.colour(isGroup ? '--ink-2' : '--ink')
  pen.font = isGroup ? FONT.small : FONT.strong
  const text = ink.cut(rows.label[row]!, room, isGroup ? FONT.small : FONT.strong)
  const hasNote = rows.note[row] !== ''
  pen.fillText(text, 12, y + height / 2 + (hasNote ? -3 : 4.5))
  if (hasNote) {
    pen.font = FONT.small
    pen.fillStyle = ink.colour('--ink-3')
    pen.fillText(ink.cut(rows.note[row]!, NAMES - 24, FONT.small), 12, y + height / 2 + Math.min(13, height / 2 - 5))
  }
  if (isUnit && !isGroup) paintGauge(pen, { ink, share: shareOf(model.view, subject), y: y + height / 2 })
}

function shareOf({ busy, open }: Scene['model']['view'], unit: number): number {
  let [work, time] = [0, 0]
  for (let d = 0; d < LOAD_DAYS; d++) {
    time += open[unit]![d] ?? 0
    work += busy[unit]![d] ?? 0
  }
  return time === 0 ? 0 : work / time
}

function paintGauge(pen: Pen, { ink, share, y }: Pick<Scene, 'ink'> & { share: number; y: number }): void {
  const isFull = share > FULL
  pen.fillStyle = ink.colour('--line')
  pen.fillRect(84, y - 3, 34, 6)
  pen.fillStyle = ink.colour(isFull ? '--late' : '--bar-2')
  pen.fillRect(84, y - 3, 34 * Math.min(1, share), 6)
  const text = `${Math.round(share * 100)}%`
  const font = isFull ? FONT.strong : FONT.small
  pen.font = font
  pen.fillStyle = ink.colour(isFull ? '--late' : '--ink-2')
  pen.fillText(text, NAMES - 12 - ink.width(text, font), y + 4.5)
}

/** Load of the fullest work centers by day; what the plan needs above all there is, by week, is numbered. */
export function paintLoad(pen: Pen, scene: Scene): void {
  const { ink, width, model } = scene
  const top = bodyBottom(scene)
  const centers = loadCenters(scene)
  if (centers.length === 0) return
  pen.fillStyle = ink.colour('--surface')
  pen.fillRect(0, top, width, scene.height - top)
  paintDays(pen, scene, { top, bottom: scene.height })
  for (const [i, center] of centers.entries()) paintCenter(pen, scene, { center, y: top + i * LOAD_ROW })
  pen.fillStyle = ink.colour('--surface')
  pen.fillRect(0, top, NAMES - 1, scene.height - top)
  for (const [i, center] of centers.entries()) {
    const y = top + i * LOAD_ROW
    pen.fillStyle = ink.colour(i === 0 ? '--line-2' : '--line')
    pen.fillRect(0, y, width, 1)
    pen.font = FONT.small
    pen.fillStyle = ink.colour('--ink-2')
    const words = `${scene.words.load} ${model.view.centers[center]!.name}`
    pen.fillText(ink.cut(words, NAMES - 60, FONT.small), 12, y + 19)
    pen.fillStyle = ink.colour('--ink-3')
    pen.fillText('100%', NAMES - 12 - ink.width('100%', FONT.small), y + 19)
  }
}

function paintCenter(pen: Pen, scene: Scene, { center, y }: { center: number; y: number }): void {
  const { axis, ink, width, model } = scene
  const units = model.view.units.flatMap((one, u) => (one.center === center ? [u] : []))
  const full = LOAD_ROW - 15
  const base = y + LOAD_ROW
  const first = dayOfMoment(axis, momentAt(axis, placeAt(scene, NAMES)))
  pen.fillStyle = ink.colour('--bar-2')
  for (let d = first; d < axis.count; d++) {
    const x = xOf(scene, axis.left[d]!)
    if (x > width) break
    let [work, time] = [0, 0]
    for (const u of units) {
      work += model.view.busy[u]![d] ?? 0
      time += model.view.open[u]![d] ?? 0
    }
    if (time === 0) continue
    const share = Math.min(1, work / time)
    const box = xOf(scene, axis.left[d + 1]!) - x
    const gap = box > 20 ? 3 : box > 6 ? 1 : 0
    pen.globalAlpha = 0.45 + share * 0.5
    pen.fillRect(x + gap, base - share * full, box - 2 * gap, share * full)
  }
  pen.globalAlpha = 1
  pen.strokeStyle = ink.colour('--ink-2')
  pen.lineWidth = 1
  pen.setLineDash([2, 3])
  pen.beginPath()
  pen.moveTo(NAMES, Math.round(base - full) + 0.5)
  pen.lineTo(width, Math.round(base - full) + 0.5)
  pen.stroke()
  pen.setLineDash([])
  paintNeeds(pen, scene, { center, line: base - full })
}

function paintNeeds(pen: Pen, scene: Scene, { center, line }: { center: number; line: number }): void {
  const { axis, ink, model, width } = scene
  pen.fillStyle = ink.colour('--late')
  pen.font = FONT.tickStrong
  for (const need of model.view.needs) {
    if (need.center !== center || need.percent <= 100) continue
    const x = Math.max(NAMES, xOf(scene, axis.left[need.day]!))
    const right = xOf(scene, axis.left[Math.min(axis.count, need.day + 7)]!)
    if (right < NAMES || x > width) continue
    const height = Math.min(5, 1 + (need.percent - 100) / 20)
    pen.fillRect(x, line - height, right - x - 1, height)
    const text = `${need.percent}%`
    const at = x + (right - x - ink.width(text, FONT.tickStrong)) / 2
    if (at > NAMES && right - x > 30) pen.fillText(text, at, line + 12)
  }
}
