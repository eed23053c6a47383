import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { PromiseAnswer, PromisedLines } from '../../../schemas/rest/promising.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday, grouped, shortDate } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { bindingsOf, leversOf, sumOf } from './answer-sums.ts'
import { BindingName, BindingWords, LeverWords, SourceWords } from './answer-words.tsx'
import type { Styles } from './promise-data.ts'

export interface AnswerFacts {
  readonly answer: PromisedLines
  readonly styles: Styles | undefined
  readonly unit: string
  /** What a variant is called here: its colour and size. */
  readonly labelOf: (item: string) => string
}

const DAY_MS = 86_400_000

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The dates first, then each variant with its own. */
export const AnswerPanel = (facts: AnswerFacts) => {
  const { lines, promised } = facts.answer
  const wanted = lines[0]!.wanted
  return (
    <section className="panel promise-answer" aria-live="polite">
      <div className="figures">
        <Figure name={<Trans>Promised, all of it</Trans>} date={promised} isAnswer>
          <Gap wanted={wanted} promised={promised} />
        </Figure>
        <Figure name={<Trans>Wanted</Trans>} date={wanted}>
          <InTime {...facts} />
        </Figure>
      </div>
      <table className="cmp">
        <thead>
          <tr>
            <th>
              <Trans>Variant</Trans>
            </th>
            <th className="r of-quantity">
              <Trans>Quantity</Trans>
            </th>
            <th className="r of-date">
              <Trans>Date</Trans>
            </th>
            <th className="r of-gap">
              <Trans>Gap</Trans>
            </th>
            <th>
              <Trans>From</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <VariantRow key={line.item} line={line} label={facts.labelOf(line.item)} unit={facts.unit} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Figure = ({
  name,
  date,
  isAnswer = false,
  children,
}: {
  readonly name: ReactNode
  readonly date: string | null
  readonly isAnswer?: boolean
  readonly children: ReactNode
}) => {
  const { language } = useLanguage()
  const [day, weekday] = date === null ? ['–', ''] : splitDate(dateWithWeekday(date, language), language)
  return (
    <div>
      <p className={`f12 ${isAnswer ? 't-acc b' : 'm'}`}>{name}</p>
      <p className={`figure nw ${isAnswer ? 't-acc' : ''}`}>
        {day} <span className={`f14 ${isAnswer ? '' : 'u'}`}>{weekday}</span>
      </p>
      <p className="f12 m">{children}</p>
    </div>
  )
}

/** The day large, the weekday small, whichever comes first. */
function splitDate(text: string, language: 'zh' | 'en'): [string, string] {
  const place = language === 'zh' ? text.lastIndexOf(' ') : text.indexOf(' ')
  const [head, tail] = [text.slice(0, place), text.slice(place + 1)]
  return language === 'zh' ? [head, tail] : [tail, head]
}

const Gap = ({ wanted, promised }: { readonly wanted: string; readonly promised: string | null }) => {
  if (promised === null)
    return (
      <span className="row">
        <Shape status="none" /> <Trans>Part of it cannot be promised</Trans>
      </span>
    )
  const days = daysBetween(wanted, promised)
  if (days <= 0) return <Trans>On the wanted day</Trans>
  return (
    <span className="row t-late">
      <Shape status="late" /> <Plural value={days} one="# day later than wanted" other="# days later than wanted" />
    </span>
  )
}

const InTime = ({ answer: { lines }, unit }: AnswerFacts) => {
  const all = sumOf(lines.map((one) => one.quantity))
  const levers = lines.map((one) => one.levers.find((lever) => lever.type === 'part')?.quantity ?? '0')
  const part = sumOf(lines.map((one, i) => (one.binding.type === 'none' ? one.quantity : levers[i]!)))
  const [some, total] = [grouped(part), grouped(all)]
  return (
    <Trans>
      {some} of {total} {unit} can leave then
    </Trans>
  )
}

const VariantRow = ({
  line,
  label,
  unit,
}: {
  readonly line: PromiseAnswer
  readonly label: string
  readonly unit: string
}) => {
  const { language } = useLanguage()
  const days = line.promised === null ? null : daysBetween(line.wanted, line.promised)
  const types = [...new Set(line.sources.map((one) => one.type))]
  return (
    <tr>
      <td className="b" title={label}>
        {label}
      </td>
      <td className="r">
        {grouped(line.quantity)} <span className="u">{unit}</span>
      </td>
      <td className="r">
        {line.promised === null ? '–' : shortDate(line.promised, language, line.wanted.slice(0, 4))}
      </td>
      <td className={`r ${days !== null && days > 0 ? 't-late b' : 'q'}`}>
        {days === null ? '–' : days > 0 ? `+${days}` : '0'}
      </td>
      <td className="m">
        {types.map((type, i) => (
          <span key={type}>
            {i > 0 ? ' + ' : ''}
            <SourceWords type={type} />
          </span>
        ))}
        {line.binding.type === 'none' ? null : (
          <span className="q">
            {' · '}
            <BindingName type={line.binding.type} />
          </span>
        )}
      </td>
    </tr>
  )
}

/** Everything that keeps some of it from the wanted day. */
export const BindingPanel = ({ answer, styles, unit }: AnswerFacts) => {
  const bindings = bindingsOf(answer.lines)
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>What binds it</Trans>
        </h2>
        <span className="q f12">
          <Trans>the last first</Trans>
        </span>
      </header>
      {bindings.length === 0 ? (
        <p className="m pad">
          <Trans>Nothing: all of it is there on the wanted day.</Trans>
        </p>
      ) : (
        <ul className="promise-rows">
          {bindings.map(({ binding, quantity }, i) => (
            <li key={[binding.type, binding.item, binding.order, binding.date].join(' ')}>
              <span className={i === 0 ? 'row b t-late' : 'row'}>
                {i === 0 ? <Shape status="late" /> : null}
                <BindingName type={binding.type} />
              </span>
              <span className="m wrap">
                <BindingWords binding={binding} styles={styles} />
              </span>
              <span className="r nw">
                {grouped(quantity)} <span className="u">{unit}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What would make it earlier; each is computed alone. */
export const LeverPanel = ({ answer, styles, unit }: AnswerFacts) => {
  const { language } = useLanguage()
  const levers = leversOf(answer)
  const wanted = answer.lines[0]!.wanted
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>What would make it earlier</Trans>
        </h2>
        <span className="q f12">
          <Trans>each alone, computed on the plan</Trans>
        </span>
      </header>
      {levers.length === 0 ? (
        <p className="m pad">
          {answer.lines.every((one) => one.binding.type === 'none') ? (
            <Trans>Nothing is needed.</Trans>
          ) : (
            <Trans>Nothing that was tried: a part of it, a component here now, free machines.</Trans>
          )}
        </p>
      ) : (
        <ul className="promise-rows">
          {levers.map((lever) => (
            <li key={`${lever.type} ${lever.items.join(' ')}`}>
              <span className="q nw">
                {lever.type === 'part' ? <Trans>First part</Trans> : <Trans>All of it</Trans>}
              </span>
              <span className="wrap">
                <LeverWords lever={lever} styles={styles} />{' '}
                <span className="q f12 nw">{lever.type === 'part' ? null : `${grouped(lever.quantity)} ${unit}`}</span>
              </span>
              {lever.type === 'part' || lever.date !== answer.promised ? (
                <b className="r t-acc nw">{shortDate(lever.date, language, wanted.slice(0, 4))}</b>
              ) : (
                <span className="r q nw">
                  <Trans>no day earlier</Trans>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
