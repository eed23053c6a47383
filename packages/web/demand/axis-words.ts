import { useLingui } from '@lingui/react/macro'
import type { HeatPeriod } from '../../../schemas/rest/demand.ts'

/** The name of an axis in the reader's language; an attribute that nobody knows has its own name. */
export function useAxisName(): (axis: string) => string {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    style: t`Style`,
    item: t`Item`,
    category: t`Category`,
    place: t`Place`,
    'attr.category': t`Category`,
    'attr.size': t`Size`,
    'attr.colour': t`Colour`,
    'attr.color': t`Colour`,
    'attr.fabric': t`Fabric`,
  }
  return (axis) => names[axis] ?? axis.replace(/^attr\./, '')
}

export function usePeriodName(): (period: HeatPeriod) => string {
  const { t } = useLingui()
  return (period) => {
    if (period === 'this-week') return t`This week`
    const weeks = Number.parseInt(period, 10)
    return t({ message: `${weeks} weeks`, context: 'last' })
  }
}
