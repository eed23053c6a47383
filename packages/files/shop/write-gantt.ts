import type { ShopInstance, ShopSchedule } from '@headwater/domain/shop/shop-instance'

const WIDTH = 1200
const ROW = 22
const LEFT = 60
const TICKS = 10

/** A schedule as an SVG picture: one row a machine, one colour a job (an operation, where the file knows no jobs), and an axis of time. */
export function ganttSvg(shop: ShopInstance, { mode, start, makespan }: ShopSchedule): string {
  const scale = makespan > 0 ? (WIDTH - LEFT - 30) / makespan : 0
  const hasJobs = shop.jobOf.some((job) => job > 0)
  const bars = Array.from(mode, (m, o) => {
    const x = LEFT + start[o]! * scale
    const width = Math.max(0.5, shop.modeTime[m]! * scale)
    const y = shop.modeMachine[m]! * ROW + 3
    const hue = ((hasJobs ? shop.jobOf[o]! : o) * 137) % 360
    return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 6}" fill="hsl(${hue} 55% 60%)"><title>job ${shop.jobOf[o]} operation ${shop.numberOf[o]}: ${start[o]} to ${start[o]! + shop.modeTime[m]!}</title></rect>`
  })
  const names = Array.from({ length: shop.machines }, (_, m) => textAt(4, m * ROW + 15, `M${m}`))
  const foot = shop.machines * ROW
  const height = foot + ROW
  const axis = Array.from({ length: TICKS + 1 }, (_, i) => {
    const time = Math.round((makespan * i) / TICKS)
    const x = LEFT + time * scale
    return `<path d="M${x.toFixed(1)} 0V${foot}" stroke="#ccc"/>${textAt(x, foot + 15, String(time), 'middle')}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">\n<rect width="100%" height="100%" fill="#fff"/>\n${axis.join('\n')}\n${names.join('\n')}\n${bars.join('\n')}\n</svg>\n`
}

const textAt = (x: number, y: number, text: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(1)}" y="${y}" font-size="11" font-family="sans-serif" text-anchor="${anchor}">${text}</text>`
