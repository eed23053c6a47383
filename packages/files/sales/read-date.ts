import { type Day, parseDay } from '@headwater/domain/measures/day'

/** Reads the spellings of dates in company files: 2026-03-02, 2026/3/2, 20260302, 2026年3月2日； null for anything else. */
export function readDate(text: string): Day | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!match) return null
  return parseDay(`${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`)
}
