import { Trans } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'
import type { AnswerFacts } from './answer-panel.tsx'
import { sourcesOf, sumOf } from './answer-sums.ts'
import { SourceWords } from './answer-words.tsx'

const SOURCE_TONES: Readonly<Record<string, string>> = {
  stock: 'h2',
  purchase_order: 'h3',
  work_order: 'h3',
  planned_order: 'h4',
  new_order: 'h5',
}

/** Where it comes from: parts that sum to what was asked. */
export const SourcePanel = ({ answer, unit }: AnswerFacts) => {
  const { language } = useLanguage()
  const sources = sourcesOf(answer.lines)
  const total = sumOf(sources.map((one) => one.quantity))
  const wanted = answer.lines[0]!.wanted
  const parts = [...Map.groupBy(sources, (one) => one.type)].map(([, some]) => sumOf(some.map((one) => one.quantity)))
  return (
    <section className="panel">
      <header>
        <h2>
          <Trans>Where it comes from</Trans>
        </h2>
        <span className="q f12 source-sum">
          {parts.length > 1 ? `${parts.map(grouped).join(' + ')} = ` : ''}
          {grouped(total)} {unit}
        </span>
      </header>
      <div className="pad">
        <div className="source-bar" aria-hidden="true">
          {sources.map((one) => (
            <i
              key={`${one.type} ${one.order} ${one.date}`}
              style={{
                width: `${(Number(one.quantity) / total) * 100}%`,
                background: `var(--${SOURCE_TONES[one.type]})`,
              }}
            />
          ))}
        </div>
      </div>
      <ul className="promise-rows sources">
        {sources.map((one) => (
          <li key={`${one.type} ${one.order} ${one.date}`}>
            <span className="row">
              <i className="tone" style={{ background: `var(--${SOURCE_TONES[one.type]})` }} />
              <SourceWords type={one.type} />
            </span>
            <span className="m nw ell">
              {one.type === 'purchase_order' || one.type === 'work_order' ? one.order : ''}
            </span>
            <b className="r nw">{grouped(one.quantity)}</b>
            <span className="r m nw">
              <FromDay day={shortDate(one.date, language, wanted.slice(0, 4))} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const FromDay = ({ day }: { readonly day: string }) => <Trans>from {day}</Trans>
