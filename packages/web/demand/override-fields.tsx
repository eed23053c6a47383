import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import type { ForecastLevel } from '../../../schemas/rest/forecasting.ts'
import { useLanguage } from '../language/language.tsx'
import { shortDate, weekName } from '../language/words.ts'
import { takeFocus } from '../look/take-focus.ts'
import { quantity } from './numbers.ts'

export interface OverrideDraft {
  readonly level: ForecastLevel
  readonly place: string | null
  readonly firstDay: string
  readonly lastDay: string
  /** As typed. */
  readonly text: string
  readonly reason: string
}

export interface OverrideFieldsFacts {
  readonly outlook: Outlook
  readonly draft: OverrideDraft
  readonly was: string | undefined
  readonly onDraft: (draft: OverrideDraft) => void
}

/** At which level, where, when, how much and why. */
export const OverrideFields = (facts: OverrideFieldsFacts) => (
  <>
    <Field name={<Trans>Level</Trans>}>
      <LevelField {...facts} />
    </Field>
    <Field name={<Trans>Place</Trans>}>
      <PlaceField {...facts} />
    </Field>
    <WeeksField {...facts} />
    <Field name={<Trans>Quantity</Trans>}>
      <QuantityField {...facts} />
    </Field>
    <Field name={<Trans>Why</Trans>}>
      <ReasonField {...facts} />
    </Field>
  </>
)

const Field = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the field is the child
  <label className="form-row">
    <span>{name}</span>
    {children}
  </label>
)

/** The level of what is open and those above it. */
const LevelField = ({ outlook, draft, onDraft }: OverrideFieldsFacts) => {
  const { t } = useLingui()
  const { level, key, name, style, category } = outlook
  const levels: [ForecastLevel, string][] = []
  if (level === 'item') levels.push(['item', t`Item ${key ?? ''} ${name === key ? '' : name}`])
  if (style !== null && (level === 'item' || level === 'style')) levels.push(['style', t`Style ${style}`])
  if (category !== null && level !== 'all') levels.push(['category', t`Category ${category}`])
  levels.push(['all', t`All items`])
  return (
    <select
      className="field"
      value={draft.level}
      onChange={(event) => onDraft({ ...draft, level: levels.find(([one]) => one === event.target.value)![0] })}
    >
      {levels.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  )
}

const PlaceField = ({ outlook, draft, onDraft }: OverrideFieldsFacts) => {
  const { t } = useLingui()
  return (
    <select
      className="field"
      value={draft.place ?? ''}
      onChange={(event) => onDraft({ ...draft, place: event.target.value || null })}
    >
      <option value="">{t`All places`}</option>
      {outlook.places.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  )
}

const WeeksField = ({ outlook, draft, onDraft }: OverrideFieldsFacts) => {
  const { t } = useLingui()
  const { firstDay, lastDay } = draft
  return (
    <div className="form-row">
      <span className="lab">
        <Trans>Weeks</Trans>
      </span>
      <span className="row">
        <WeekField
          label={t`First week`}
          outlook={outlook}
          value={firstDay}
          onWeek={(first) => onDraft({ ...draft, firstDay: first, lastDay: lastDay < first ? first : lastDay })}
        />
        –
        <WeekField
          label={t`Last week`}
          outlook={outlook}
          value={lastDay}
          onWeek={(last) => onDraft({ ...draft, lastDay: last, firstDay: firstDay > last ? last : firstDay })}
        />
      </span>
    </div>
  )
}

interface WeekFieldFacts {
  readonly label: string
  readonly outlook: Outlook
  readonly value: string
  readonly onWeek: (week: string) => void
}

const WeekField = ({ label, outlook, value, onWeek }: WeekFieldFacts) => {
  const { language } = useLanguage()
  return (
    <select className="field" aria-label={label} value={value} onChange={(event) => onWeek(event.target.value)}>
      {outlook.forecast.map(({ week }) => (
        <option key={week} value={week}>
          {weekName(week)} {shortDate(week, language)}
        </option>
      ))}
    </select>
  )
}

const QuantityField = ({ outlook, draft, was, onDraft }: OverrideFieldsFacts) => {
  const { t } = useLingui()
  const before = was === undefined ? '' : quantity(was)
  const unit = outlook.unit ?? ''
  return (
    <span className="quantity-field">
      <input
        ref={takeFocus}
        className="field"
        autoComplete="off"
        placeholder={t`120, +18 or +10 %`}
        value={draft.text}
        onChange={(event) => onDraft({ ...draft, text: event.target.value })}
      />
      <span className="q f12 nw">
        {was === undefined ? null : (
          <Trans>
            now {before} {unit}
          </Trans>
        )}
      </span>
    </span>
  )
}

const MOST_REASON = 2_000

const ReasonField = ({ draft, onDraft }: OverrideFieldsFacts) => {
  const { t } = useLingui()
  return (
    <textarea
      className="field"
      rows={2}
      maxLength={MOST_REASON}
      placeholder={t`Winter live stream, as last year`}
      value={draft.reason}
      onChange={(event) => onDraft({ ...draft, reason: event.target.value })}
    />
  )
}
