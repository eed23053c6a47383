import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLanguage } from '../language/language.tsx'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { useRecordCounts } from '../today/today-data.ts'
import { useFileName } from './file-names.ts'

/** In which order files are best brought: each after those it names. */
const ORDER = [
  'items',
  'sell_through',
  'stock',
  'sales_orders',
  'boms',
  'purchase_orders',
  'suppliers',
  'work_centers',
  'operations',
  'calendars',
  'work_orders',
] as const

interface Ability {
  readonly name: MessageDescriptor
  /** All of these; of a list in it, one. */
  readonly needs: readonly (string | readonly string[])[]
}

const ABILITIES: readonly Ability[] = [
  { name: msg`Forecast what will be sold`, needs: ['items', 'sell_through'] },
  { name: msg`Plan materials and make or buy`, needs: ['items', ['sales_orders', 'forecasts', 'sell_through']] },
  { name: msg`Explode orders into materials`, needs: ['items', 'boms'] },
  { name: msg`Schedule the lines to the minute`, needs: ['items', 'operations', 'work_centers'] },
  { name: msg`Promise dates with capacity`, needs: ['items', 'operations', 'work_centers', 'boms'] },
]

/** Which files there are already, an empty one of each to fill, and what can be planned so far. */
export const GuidePanel = () => {
  const { t } = useLingui()
  const { language } = useLanguage()
  const fileName = useFileName()
  const counts = useRecordCounts().data?.files ?? {}
  const next = ORDER.find((file) => !counts[file])
  return (
    <section className="panel guide">
      <header>
        <h2>
          <Trans>Your spreadsheets, in this order</Trans>
        </h2>
      </header>
      <ol aria-label={t`Files in the order in which they are best brought`}>
        {ORDER.map((file) => (
          <li key={file} className={file === next ? 'next' : ''}>
            <span className="guide-mark">
              {counts[file] ? (
                <span className="t-done">
                  <Shape status="done" />
                </span>
              ) : (
                <span className="q">
                  <Shape status="none" />
                </span>
              )}
            </span>
            <span className="grow">{fileName(file)}</span>
            <span className="q f12">
              {counts[file] ? (
                <Plural value={counts[file]} one="# row" other="# rows" />
              ) : file === next ? (
                <Trans>next</Trans>
              ) : null}
            </span>
            <a
              href={`/api/file-templates/${file}.xlsx?language=${language}`}
              download
              aria-label={t`Template for ${fileName(file)}`}
              title={t`An empty workbook, required columns marked`}
            >
              <Icon name="export" size={16} />
            </a>
          </li>
        ))}
      </ol>
      <Abilities counts={counts} />
    </section>
  )
}

const Abilities = ({ counts }: { readonly counts: Readonly<Record<string, number>> }) => {
  const { t, i18n } = useLingui()
  const fileName = useFileName()
  const comma = t({ message: ', ', comment: 'Between the names of a list' })
  const or = t({ message: ' or ', comment: 'Between names of a list of which one is enough' })
  const missingOf = ({ needs }: Ability): string[] =>
    needs
      .map((one) => (typeof one === 'string' ? [one] : one))
      .filter((some) => !some.some((file) => counts[file]))
      .map((some) => some.map(fileName).join(or))
  return (
    <div className="abilities">
      <h3>
        <Trans>What can be planned so far</Trans>
      </h3>
      <ul>
        {ABILITIES.map((one, i) => {
          const missing = missingOf(one)
          return (
            <li key={i}>
              <span className={missing.length === 0 ? 't-done' : 'q'}>
                <Shape status={missing.length === 0 ? 'done' : 'none'} />
              </span>
              <span className={missing.length === 0 ? '' : 'q'}>
                {i18n._(one.name)}
                {missing.length === 0 ? null : (
                  <span className="f12">
                    {' '}
                    <Trans>– still to come: {missing.join(comma)}</Trans>
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
