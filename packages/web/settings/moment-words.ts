import { useLingui } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { duration, shortDate } from '../language/words.ts'

const MINUTE_MS = 60_000

/** A moment by the clock of this machine: `11-26 08:15` or `26 Nov 08:15`. */
export function useMoment(): (iso: string) => string {
  const { language } = useLanguage()
  return (iso) => {
    const at = new Date(iso)
    const two = (value: number): string => String(value).padStart(2, '0')
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
    return `${shortDate(day, language, String(new Date().getFullYear()))} ${two(at.getHours())}:${two(at.getMinutes())}`
  }
}

/** How long ago something was. */
export function useAge(): (iso: string) => string {
  const { t } = useLingui()
  const { language } = useLanguage()
  return (iso) => {
    const minutes = (Date.now() - Date.parse(iso)) / MINUTE_MS
    return minutes < 1 ? t`just now` : t`${duration(minutes, language)} ago`
  }
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']
const STEP = 1000

/** Bytes in the unit that leaves one to three digits: `12.4 MB`. */
export function bytesText(bytes: number): string {
  const place = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / STEP ** place
  return `${place === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[place]}`
}
