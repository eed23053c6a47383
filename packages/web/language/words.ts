import type { Language } from './language.tsx'

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2026-11-24` → `11-24` or `24 Nov`; the year is said when it is another than `year`. */
export function shortDate(iso: string, language: Language, year?: string): string {
  const [y, m, d] = iso.slice(0, 10).split('-') as [string, string, string]
  const other = year !== undefined && year !== y
  if (language === 'zh') return `${other ? `${y}-` : ''}${m}-${d}`
  return `${Number(d)} ${MONTHS[Number(m) - 1]}${other ? ` ${y}` : ''}`
}

/** `11-24 周二` or `Tue 24 Nov`. */
export function dateWithWeekday(iso: string, language: Language): string {
  const weekday = WEEKDAYS[language][new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay()]!
  return language === 'zh' ? `${shortDate(iso, language)} ${weekday}` : `${weekday} ${shortDate(iso, language)}`
}

/** Minutes in the largest two units: `3 天 20 时`, `3 d 20 h`, `22 h`, `45 min`. */
export function duration(minutes: number, language: Language): string {
  const [d, h, m] = language === 'zh' ? (['天', '时', '分'] as const) : (['d', 'h', 'min'] as const)
  const whole = Math.round(Math.abs(minutes))
  const days = Math.floor(whole / 1440)
  const hours = Math.floor((whole % 1440) / 60)
  if (days > 0) return hours > 0 ? `${days} ${d} ${hours} ${h}` : `${days} ${d}`
  if (hours > 0) return whole % 60 > 0 ? `${hours} ${h} ${whole % 60} ${m}` : `${hours} ${h}`
  return `${whole} ${m}`
}

/** Digits in groups of three; the minus is a real one. */
export const grouped = (value: number | string): string => {
  const [whole, decimals] = String(value).split('.') as [string, string | undefined]
  return `${whole.replace(/^-/, '−').replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${decimals ? `.${decimals}` : ''}`
}

/** Number of the ISO week of a Monday. */
export function weekOf(iso: string): number {
  const thursday = new Date(Date.parse(`${iso}T00:00:00Z`) + 3 * 86_400_000)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return 1 + Math.floor((thursday.getTime() - first) / 604_800_000)
}

/** `W48` of a Monday. */
export const weekName = (monday: string): string => `W${weekOf(monday)}`
