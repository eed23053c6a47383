import { paintBars } from './paint-bars.ts'
import { paintCarried, paintChoices } from './paint-carried.ts'
import { paintAxis, paintLoad, paintNames } from './paint-frame.ts'
import { paintGround, paintNow } from './paint-ground.ts'
import { paintArrivals, paintDues, paintSelected } from './paint-marks.ts'
import { AXIS, bodyBottom, NAMES, type Scene } from './scene.ts'
import { clockOf } from './time-axis.ts'

/** One picture of the timeline, from the ground up. */
export function paintScene(pen: CanvasRenderingContext2D, scene: Scene): void {
  paintGround(pen, scene)
  pen.save()
  pen.beginPath()
  pen.rect(NAMES, AXIS, scene.width - NAMES, bodyBottom(scene) - AXIS)
  pen.clip()
  paintBars(pen, scene)
  paintDues(pen, scene)
  paintArrivals(pen, scene)
  paintSelected(pen, scene)
  paintChoices(pen, scene)
  paintCarried(pen, scene)
  pen.restore()
  paintLoad(pen, scene)
  paintAxis(pen, scene)
  paintNow(pen, scene, clockOf(scene.axis, scene.model.view.now))
  paintNames(pen, scene)
}
