import type { ShopInstance, ShopSchedule } from '@headwater/domain/shop/shop-instance'

const WIDTH = 1200
const ROW = 22
const LEFT = 60

/** A schedule as an SVG picture: one row a machine, one colour a job. */
export function ganttSvg(shop: ShopInstance, { mode, start, makespan }: ShopSchedule): string {
  const scale = makespan > 0 ? (WIDTH - LEFT - 10) / makespan : 0
  const bars = Array.from(mode, (m, o) => {
    const x = LEFT + start[o]! * scale
    const width = Math.max(0.5, shop.modeTime[m]! * scale)
    const y = shop.modeMachine[m]! * ROW + 3
    const hue = (shop.jobOf[o]! * 137) % 360
    return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 6}" fill="hsl(${hue} 55% 60%)"><title>job ${shop.jobOf[o]} operation ${shop.numberOf[o]}: ${start[o]} to ${start[o]! + shop.modeTime[m]!}</title></rect>`
  })
  const names = Array.from(
    { length: shop.machines },
    (_, m) => `<text x="4" y="${m * ROW + 15}" font-size="11" font-family="sans-serif">M${m}</text>`,
  )
  const height = shop.machines * ROW + 4
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">\n${names.join('\n')}\n${bars.join('\n')}\n</svg>\n`
}
