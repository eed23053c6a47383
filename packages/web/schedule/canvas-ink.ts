/** Colours of the theme, fonts, patterns and measured words for a canvas; made anew when the theme changes. */
export interface Ink {
  /** The colour of a token, such as `--bar`. */
  readonly colour: (token: string) => string
  readonly hatch: (token: string) => CanvasPattern | string
  /** A text cut to a width, with an ellipsis; empty where not even one letter fits. */
  readonly cut: (text: string, width: number, font: string) => string
  readonly width: (text: string, font: string) => number
}

const FAMILY =
  'Inter, "PingFang SC", "HarmonyOS Sans SC", MiSans, "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'
export const FONT = {
  small: `400 12px ${FAMILY}`,
  strong: `600 12px ${FAMILY}`,
  tick: `400 11px ${FAMILY}`,
  tickStrong: `600 11px ${FAMILY}`,
  grid: `600 13px ${FAMILY}`,
} as const

/** Cut texts kept; more are forgotten together. */
const MOST_TEXTS = 20_000
/** Widths are told apart by this many pixels: a bar that is scrolled out of view changes its width with every frame. */
const STEP = 6

export function makeInk(context: CanvasRenderingContext2D): Ink {
  const style = getComputedStyle(document.documentElement)
  const colours = new Map<string, string>()
  const hatches = new Map<string, CanvasPattern | string>()
  const widths = new Map<string, number>()
  const cuts = new Map<string, string>()
  const colour = (token: string): string => {
    const known = colours.get(token)
    if (known !== undefined) return known
    const value = style.getPropertyValue(token).trim()
    colours.set(token, value)
    return value
  }
  const width = (text: string, font: string): number => {
    const key = font + text
    const known = widths.get(key)
    if (known !== undefined) return known
    context.font = font
    const measured = context.measureText(text).width
    widths.set(key, measured)
    return measured
  }
  return {
    colour,
    width,
    hatch: (token) => {
      const known = hatches.get(token)
      if (known !== undefined) return known
      const pattern = drawHatch(context, colour(token)) ?? colour(token)
      hatches.set(token, pattern)
      return pattern
    },
    cut: (text, room, font) => {
      if (room < 8) return ''
      const key = `${Math.floor(room / STEP)}${font}${text}`
      const known = cuts.get(key)
      if (known !== undefined) return known
      if (cuts.size > MOST_TEXTS) cuts.clear()
      const fitting = cutText(text, Math.floor(room / STEP) * STEP, (one) => width(one, font))
      cuts.set(key, fitting)
      return fitting
    },
  }
}

function cutText(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room) return text
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (width(`${text.slice(0, middle)}…`) <= room) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`
}

function drawHatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas')
  const scale = Math.max(1, Math.round(devicePixelRatio))
  tile.width = tile.height = 5 * scale
  const pen = tile.getContext('2d')!
  pen.scale(scale, scale)
  pen.strokeStyle = colour
  pen.lineWidth = 1
  pen.beginPath()
  for (const x of [-5, 0, 5]) {
    pen.moveTo(x - 1, 6)
    pen.lineTo(x + 6, -1)
  }
  pen.stroke()
  const pattern = context.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / scale))
  return pattern
}
