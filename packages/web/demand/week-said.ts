import { useLingui } from '@lingui/react/macro'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate, weekName } from '../language/words.ts'
import { about, quantity } from './numbers.ts'
import { type DemandWeek, lastDayOf } from './weeks.ts'

export interface WeekSaidFacts {
  readonly unit: string
  readonly overrides: readonly OverrideView[]
}

/** A week in one sentence, for those who walk the chart: `W50, 7 Dec – 13 Dec: expected 130 pcs, …`. */
export function useWeekSaid({ unit, overrides }: WeekSaidFacts): (week: DemandWeek) => string {
  const { t } = useLingui()
  const { language } = useLanguage()
  return (one) => {
    const [number, first, last] = [
      weekName(one.week),
      shortDate(one.week, language),
      shortDate(lastDayOf(one.week), language),
    ]
    const parts: string[] = []
    if (one.sold !== null) {
      const sold = quantity(one.sold)
      parts.push(one.isRunning ? t`sold so far ${sold} ${unit}` : t`sold ${sold} ${unit}`)
    }
    if (one.taken !== null) {
      const taken = about(one.taken)
      parts.push(t`an outlier, taken as ${taken}`)
    }
    if (one.out > 0) parts.push(t`out of stock`)
    if (one.expected) parts.push(...expectedParts(one.expected))
    const said = parts.join(language === 'zh' ? '，' : ', ')
    return t`${number}, ${first} – ${last}: ${said}`
  }

  function expectedParts({
    quantity: final,
    baseline,
    p05,
    p25,
    p75,
    p95,
    overrides: ids,
  }: NonNullable<DemandWeek['expected']>): string[] {
    const expected = quantity(final)
    const parts = [t`expected ${expected} ${unit}`]
    if (final !== baseline) {
      const before = quantity(baseline)
      parts.push(t`baseline ${before}`)
    }
    if (p25 !== null && p75 !== null && p05 !== null && p95 !== null) {
      const [a, b, c, d] = [quantity(p25), quantity(p75), quantity(p05), quantity(p95)]
      parts.push(t`50 %: ${a} – ${b}`, t`90 %: ${c} – ${d}`)
    }
    const reason = overrides.find((one) => ids.includes(one.id))?.reason
    if (reason !== undefined) parts.push(t`overridden: ${reason}`)
    return parts
  }
}
