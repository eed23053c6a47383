import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { OrderLine, WhyLate } from '../../../schemas/rest/planning.ts'
import { type Language, wordsIn } from '../language/language.tsx'
import { dateWithWeekday, duration, grouped } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { nameIn } from '../promise/customer-message.ts'
import type { Part } from './part-name.tsx'

const NAMES: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'English'],
]

/** A late line as a message to its customer, in either language whatever that of the screen. */
export const CopyMessage = ({ order, why }: { readonly order: OrderLine; readonly why: WhyLate }) => {
  const { t } = useLingui()
  const [copied, setCopied] = useState<Language | null>(null)
  const copy = async (language: Language): Promise<void> => {
    await navigator.clipboard.writeText(await messageOf(order, why, language))
    setCopied(language)
  }
  return (
    <footer className="side-foot">
      <span className="row m">
        <Icon name="copy" size={16} /> <Trans>Copy as a message</Trans>
      </span>
      <span className="sp" />
      <fieldset className="seg sm" aria-label={t`Copy as a message`}>
        {NAMES.map(([language, name]) => (
          <button key={language} type="button" onClick={() => void copy(language)}>
            {name}
          </button>
        ))}
      </fieldset>
      <span className="for-readers" role="status">
        {copied === null ? '' : t`Copied`}
      </span>
      {copied === null ? null : (
        <span className="t-done f12" aria-hidden="true">
          <Trans>Copied</Trans>
        </span>
      )}
    </footer>
  )
}

/** What holds an order up, as a customer would say it: no code of ours, no machine. */
const CAUSES: Readonly<Record<Part, ReturnType<typeof msg>>> = {
  material: msg`material arrives later than planned`,
  queue: msg`the line it needs is busy with earlier orders`,
  setup: msg`the line has to be changed over`,
  run: msg`the work itself takes longer than the time left`,
  calendar: msg`the factory is closed on some of the days`,
  batch: msg`the goods go on in batches`,
  missing: msg`work could not begin earlier`,
}

async function messageOf(order: OrderLine, why: WhyLate, language: Language): Promise<string> {
  const words = await wordsIn(language)
  const parts = why.chain.at(-1)?.parts ?? []
  const main = parts.reduce<(typeof parts)[number] | undefined>(
    (most, one) => (one.minutes > (most?.minutes ?? 0) ? one : most),
    undefined,
  )
  const facts = {
    order: order.order,
    item: nameIn(order.itemName, language),
    quantity: `${grouped(order.quantity)} ${order.unit}`,
    due: dateWithWeekday(why.due, language),
    date: why.projected === null ? '' : dateWithWeekday(why.projected, language),
    late: duration(why.lateMinutes, language),
    cause: main ? words._(CAUSES[main.part]) : '',
  }
  const lines = [
    words._(msg`Order ${facts.order}: ${facts.item}, ${facts.quantity}`),
    why.projected === null
      ? words._(msg`We cannot name a new date yet; it was due ${facts.due}.`)
      : words._(msg`The new delivery date is ${facts.date}, ${facts.late} after ${facts.due}.`),
    ...(main ? [words._(msg`Reason: ${facts.cause}.`)] : []),
  ]
  return lines.join('\n')
}
