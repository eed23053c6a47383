import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useOneAct } from '../editing/use-one-act.ts'
import { Dialog } from '../look/dialog.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { usePartners, useRefreshPartners } from './partners-data.ts'

/** Types that a manufacturer gives; any other can be typed. */
const ASPECTS = ['week_based_capacity_group:3.0.0', 'item_stock:2.0.0', 'planned_production_output:2.0.0']

interface Draft {
  readonly title: string
  readonly aspect: string
  /** Id of the only partner who sees it; empty: all. */
  readonly partner: string
  readonly isByItself: boolean
}

/** What is agreed to is put in force, and its data flows, without a person: they have decided before. */
const rulesOf = (isByItself: boolean) => ({
  negotiation: [...(isByItself ? [{ on: 'requested', do: ['agree'] }] : []), { on: 'verified', do: ['finalize'] }],
  transfer: [{ on: 'requested', do: ['start'] }],
})

const orderOf = ({ title, aspect, partner, isByItself }: Draft) => ({
  title: title.trim(),
  aspect: aspect.trim(),
  ...(partner === '' ? {} : { partners: [partner] }),
  offer: { policy: { permission: [{ action: 'use' }] }, rules: rulesOf(isByItself) },
})

/** Offers data of one type to all partners or to one, by itself or with a person who decides. */
export const OfferDataset = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useLingui()
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const [draft, setDraft] = useState<Draft>({ title: '', aspect: ASPECTS[0]!, partner: '', isByItself: false })
  const offer = async (): Promise<void> => {
    const isDone = await act(() => send('POST', '/api/datasets', orderOf(draft)))
    await refresh()
    if (isDone) onClose()
  }
  return (
    <Dialog label={t`Offer a dataset`} onClose={onClose} className="add-partner">
      <h2 className="f16">
        <Trans>Offer a dataset</Trans>
      </h2>
      <form
        className="add-found"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void once(offer)
        }}
      >
        <Fields draft={draft} onDraft={setDraft} />
        {wrong === null ? null : (
          <p className="t-late" role="alert">
            {wrong}
          </p>
        )}
        <p className="row">
          <span className="sp" />
          <button type="submit" className="btn pri" disabled={draft.title.trim() === ''}>
            <Trans>Offer 1 dataset</Trans>
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface FieldFacts {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}

const Fields = ({ draft, onDraft }: FieldFacts) => {
  const { t } = useLingui()
  const partners = usePartners().data?.partners ?? []
  return (
    <>
      <label className="form-row">
        <Trans context="dataspace">Title</Trans>
        <input
          ref={takeFocus}
          className="field"
          required
          maxLength={200}
          value={draft.title}
          onChange={(event) => onDraft({ ...draft, title: event.target.value })}
        />
      </label>
      <label className="form-row">
        <Trans context="message">Type</Trans>
        <input
          className="field"
          required
          list="aspects"
          spellCheck={false}
          value={draft.aspect}
          onChange={(event) => onDraft({ ...draft, aspect: event.target.value })}
        />
      </label>
      <datalist id="aspects">
        {ASPECTS.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <label className="form-row">
        <Trans>Who sees it</Trans>
        <select
          className="field"
          value={draft.partner}
          onChange={(event) => onDraft({ ...draft, partner: event.target.value })}
        >
          <option value="">{t`Every partner`}</option>
          {partners.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <input
          type="checkbox"
          checked={draft.isByItself}
          onChange={(event) => onDraft({ ...draft, isByItself: event.target.checked })}
        />
        <Trans>Agree by itself to every request; without it a person here decides</Trans>
      </label>
    </>
  )
}
