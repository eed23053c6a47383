import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { PartnerDetail } from '../../../schemas/rest/partners.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { send } from '../rest/client.ts'
import { useRefreshPartners } from './partners-data.ts'
import { useResolveFault } from './resolve-fault.ts'

const LENGTH = 43

/** After the partner told its new thumbprint by another way: the keys of its document as it is now become its keys. */
export const PinAgain = ({ partner: { id } }: { readonly partner: PartnerDetail }) => {
  const { t } = useLingui()
  const refresh = useRefreshPartners()
  const faultOf = useResolveFault()
  const once = useOneAct()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const thumbprint = typed.replace(/\s/g, '')
  const pin = async (): Promise<void> => {
    setWrong(null)
    try {
      await send('POST', `/api/partners/${id}/pin`, { thumbprint })
      setTyped('')
      await refresh()
    } catch (error) {
      setWrong(faultOf(error))
    }
  }
  return (
    <form
      className="pin-again"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(pin)
      }}
    >
      <p className="f12">
        <Trans>
          Did the partner make new keys without announcing them? Ask for a thumbprint by phone and type it here.
        </Trans>
      </p>
      <p className="row">
        <input
          className="field grow"
          aria-label={t`Thumbprint that the partner told you`}
          placeholder={t`Thumbprint, 43 signs`}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="btn sm" disabled={thumbprint.length !== LENGTH}>
          <Trans>Trust its new keys</Trans>
        </button>
      </p>
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}
