import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { shortDate } from '../language/words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long ago something happened, by the machine's clock; after a day its date. */
export function useAge(at: string): string {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [now] = useState(() => Date.now())
  const passed = Math.max(0, now - Date.parse(at))
  const minutes = Math.floor(passed / MINUTE_MS)
  const hours = Math.floor(passed / HOUR_MS)
  if (minutes < 1) return t`now`
  if (passed < HOUR_MS) return t`${minutes} min ago`
  return passed < DAY_MS ? t`${hours} h ago` : shortDate(at, language)
}
