import { Trans, useLingui } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday, grouped } from '../language/words.ts'
import type { Binding, LeverSum } from './answer-sums.ts'
import type { Styles } from './promise-data.ts'

/** The name of an item, its code where it has none. */
export const nameOf = (styles: Styles | undefined, item: string | null): string =>
  (item === null ? '' : styles?.items.get(item)?.name) || (item ?? '')

export const SourceWords = ({ type }: { readonly type: string }) => {
  if (type === 'stock') return <Trans>In stock</Trans>
  if (type === 'purchase_order') return <Trans>On order</Trans>
  if (type === 'work_order') return <Trans>Being made</Trans>
  if (type === 'planned_order') return <Trans>Planned</Trans>
  return <Trans>Made anew</Trans>
}

/** What kind of thing keeps the promise from the wanted day. */
export const BindingName = ({ type }: Pick<Binding, 'type'>) => {
  if (type === 'receipt') return <Trans>Goods on their way</Trans>
  if (type === 'material') return <Trans>Material</Trans>
  if (type === 'lead_time') return <Trans>Lead time</Trans>
  if (type === 'capacity') return <Trans>Capacity</Trans>
  if (type === 'fence') return <Trans>Planning fence</Trans>
  return <Trans>Nothing</Trans>
}

/** The same in one sentence, with its day. */
export const BindingWords = ({
  binding,
  styles,
}: {
  readonly binding: Binding
  readonly styles: Styles | undefined
}) => {
  const { language } = useLanguage()
  const name = nameOf(styles, binding.item)
  const day = binding.date === null ? '' : dateWithWeekday(binding.date, language)
  const { order } = binding
  if (binding.date === null) return <Trans>{name} cannot be had at all</Trans>
  if (binding.type === 'receipt')
    return order ? (
      <Trans>
        Waits for {order}, there on {day}
      </Trans>
    ) : (
      <Trans>Waits for goods, there on {day}</Trans>
    )
  if (binding.type === 'material')
    return (
      <Trans>
        {name} is there on {day}
      </Trans>
    )
  if (binding.type === 'lead_time')
    return (
      <Trans>
        {name} takes until {day}
      </Trans>
    )
  if (binding.type === 'capacity') return <Trans>The machines are busy; the work ends on {day}</Trans>
  return <Trans>Nothing new comes before {day}</Trans>
}

export const LeverWords = ({ lever, styles }: { readonly lever: LeverSum; readonly styles: Styles | undefined }) => {
  const { i18n } = useLingui()
  if (lever.type === 'part') {
    const quantity = grouped(lever.quantity)
    return <Trans>Deliver {quantity} first, the rest later</Trans>
  }
  if (lever.type === 'capacity') return <Trans>Free the machines: overtime, or move other work</Trans>
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' })
  const names = list.format(lever.items.map((one) => nameOf(styles, one)))
  return <Trans>Have {names} here now</Trans>
}
