import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Outlook } from '../../../schemas/rest/demand.ts'
import type { ForecastLevel, OverrideSpread } from '../../../schemas/rest/forecasting.ts'
import { Icon } from '../look/icon.tsx'
import { isComposing } from '../shell/keys.ts'
import { useSpread } from './demand-data.ts'
import { quantity } from './numbers.ts'
import { keepOverride, keptOverride, type TypedOverride } from './override-draft.ts'
import { type OverrideDraft, OverrideFields } from './override-fields.tsx'
import { SpreadTable } from './spread-table.tsx'
import { useLater } from './use-later.ts'
import { useOverride } from './use-override.ts'
import { wantedQuantity } from './wanted-quantity.ts'
import { overrideWeeks } from './who-changed.tsx'

export interface OverridePanelFacts {
  readonly outlook: Outlook
  /** Mondays: the first and the last. */
  readonly chosen: readonly [string, string]
  readonly onChoose: (from: string, until: string) => void
  readonly onClose: () => void
  readonly onPlan: (task: string) => void
}

/** Says what a planner knows better for some weeks, at any level, and how that spreads down before it is saved. */
export const OverridePanel = ({ outlook, chosen, onChoose, onClose, onPlan }: OverridePanelFacts) => {
  const { t } = useLingui()
  const scope = `${outlook.level} ${outlook.key} ${outlook.place}`
  const [rest, setRest] = useState<TypedOverride>(
    () => keptOverride(scope) ?? { level: outlook.level, place: outlook.place, text: '', reason: '' },
  )
  const draft: OverrideDraft = { ...rest, firstDay: chosen[0], lastDay: chosen[1] }
  const key = keyOf(outlook, draft.level)
  const { spread, wanted, isFresh } = useWanted(draft, key)
  const override = useOverride(onPlan)
  const isReady = isFresh && wanted !== null && spread?.fault === null && draft.reason.trim() !== ''
  const [isSaving, setSaving] = useState(false)
  const save = async (): Promise<void> => {
    if (!isReady || isSaving) return
    setSaving(true)
    const { level, place, firstDay, lastDay, reason } = draft
    const name = t`${reason.trim()}: ${overrideWeeks(draft)} ${quantity(spread.was)} → ${quantity(wanted)}`
    const order = { level, key, place, firstDay, lastDay, quantity: String(wanted), reason: reason.trim() }
    const isTaken = await override(order, name).finally(() => setSaving(false))
    if (!isTaken) return
    keepOverride(scope, null)
    onClose()
  }
  return (
    <aside className="side" aria-label={t`Override the forecast`}>
      <Head onClose={onClose} />
      <form
        className="side-body scroll override-form"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event.nativeEvent)) onClose()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <OverrideFields
          {...{ outlook, draft }}
          was={spread?.was}
          onDraft={({ firstDay, lastDay, ...next }) => {
            setRest(next)
            keepOverride(scope, next)
            if (firstDay !== chosen[0] || lastDay !== chosen[1]) onChoose(firstDay, lastDay)
          }}
        />
        <Fault {...{ draft, wanted, spread }} />
        {spread?.fault === null ? <SpreadTable spread={spread} isWanted={wanted !== null} /> : null}
        <footer className="override-foot">
          <button type="submit" className="btn pri" disabled={!isReady || isSaving}>
            <SaveWords {...{ spread, wanted }} />
          </button>
          <p className="q f12">
            <Trans>Saving makes the plan anew. Who, when and why are kept; undo or withdraw takes it back.</Trans>
          </p>
        </footer>
      </form>
    </aside>
  )
}

const Head = ({ onClose }: Pick<OverridePanelFacts, 'onClose'>) => {
  const { t } = useLingui()
  return (
    <header className="side-head">
      <h2 className="f16 ell">
        <Trans>Override the forecast</Trans>
      </h2>
      <span className="sp" />
      <button type="button" className="icon-button" onClick={onClose} aria-label={t`Close`}>
        <Icon name="close" size={16} />
      </button>
    </header>
  )
}

const SaveWords = ({
  spread,
  wanted,
}: {
  readonly spread: OverrideSpread | undefined
  readonly wanted: number | null
}) => {
  if (!spread || wanted === null) return <Trans>Override and plan</Trans>
  const sum = quantity(wanted)
  return (
    <Trans>
      Override <Plural value={spread.weeks.length} one="# week" other="# weeks" /> to {sum} and plan
    </Trans>
  )
}

/** The key of another level of what is open; null for all. */
export function keyOf({ level, key, style, category }: Outlook, wanted: ForecastLevel): string | null {
  if (wanted === level) return key
  if (wanted === 'style') return style
  return wanted === 'category' ? category : null
}

/** What is meant, and how it would spread. `isFresh`: the spread is of what the fields say now. */
function useWanted(draft: OverrideDraft, key: string | null) {
  const { level, place, firstDay, lastDay, text } = draft
  const asked = {
    level,
    ...(key === null ? {} : { key }),
    ...(place === null ? {} : { place }),
    firstDay: firstDay < lastDay ? firstDay : lastDay,
    lastDay: firstDay < lastDay ? lastDay : firstDay,
  }
  const now = useSpread({ ...asked, quantity: '0' })
  const was = now.data && !now.isPlaceholderData ? now.data : undefined
  const wanted =
    was === undefined || was.fault === 'no-forecast' ? null : wantedQuantity(text, Number(was.was), Number(was.step))
  const shown = wanted === null ? (was?.was ?? '0') : String(wanted)
  const later = useLater(shown)
  const spread = useSpread(was === undefined ? null : { ...asked, quantity: later })
  return {
    spread: spread.data ?? was,
    wanted,
    isFresh: later === shown && spread.data !== undefined && !spread.isPlaceholderData,
  }
}

interface FaultFacts {
  readonly draft: OverrideDraft
  readonly wanted: number | null
  readonly spread: OverrideSpread | undefined
}

const Fault = ({ draft, wanted, spread }: FaultFacts) => {
  if (spread?.fault === 'no-forecast')
    return (
      <p className="t-late f12" role="alert">
        <Trans>Nothing is forecast there in these weeks. Choose others, or another place.</Trans>
      </p>
    )
  if (draft.text !== '' && wanted === null)
    return (
      <p className="t-late f12" role="alert">
        <Trans>Write a quantity such as 120, a change such as +18 or −5, or a share such as +10 %.</Trans>
      </p>
    )
  if (spread?.fault !== 'not-in-steps') return null
  const { step } = spread
  return (
    <p className="t-late f12" role="alert">
      <Trans>The quantity should be a multiple of {step}. Round it.</Trans>
    </p>
  )
}
