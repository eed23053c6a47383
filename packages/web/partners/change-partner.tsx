import { Trans } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { COMPANY_NUMBERS, type CompanyNumbers, NumberFields } from './number-fields.tsx'
import { useRefreshPartners } from './partners-data.ts'

interface ChangeFacts {
  readonly partner: PartnerDetail
  readonly onDone: () => void
}

/** What we call a partner, and its numbers in registers; never its DID, which is who it is. */
export const ChangePartner = ({ partner, onDone }: ChangeFacts) => {
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const [name, setName] = useState(partner.name)
  const [numbers, setNumbers] = useState<CompanyNumbers>(numbersOf(partner))
  const save = async (): Promise<void> => {
    const isDone = await act(() => send('PATCH', `/api/partners/${partner.id}`, { name, ...numbers }))
    await refresh()
    if (isDone) onDone()
  }
  return (
    <form
      className="partner-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(save)
      }}
    >
      <label className="form-row">
        <Trans>Name</Trans>
        <input
          ref={takeFocus}
          className="field"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <NumberFields numbers={numbers} onNumbers={setNumbers} />
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <span className="sp" />
        <button type="button" className="btn sm" onClick={onDone}>
          <Trans>Leave it as it is</Trans>
        </button>
        <button type="submit" className="btn sm pri" disabled={name.trim() === ''}>
          <Trans>Save 1 partner</Trans>
        </button>
      </p>
    </form>
  )
}

const numbersOf = (partner: PartnerDetail): CompanyNumbers =>
  Object.fromEntries(COMPANY_NUMBERS.map(({ field }) => [field, partner[field] ?? '']))
