import { useLingui } from '@lingui/react/macro'
import type { HeatPeriod } from '../../../schemas/rest/demand.ts'
import { useAttributeName } from '../rest/pack.ts'

/** The name of an axis in the reader's language; attributes are called as the industry does. */
export function useAxisName(): (axis: string) => string {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    style: t`Style`,
    item: t`Item`,
    category: t`Category`,
    place: t`Place`,
  }
  const attributeName = useAttributeName()
  return (axis) => names[axis] ?? attributeName(axis)
}

export function usePeriodName(): (period: HeatPeriod) => string {
  const { t } = useLingui()
  return (period) => {
    if (period === 'this-week') return t`This week`
    const weeks = Number.parseInt(period, 10)
    return t({ message: `${weeks} weeks`, context: 'last' })
  }
}
