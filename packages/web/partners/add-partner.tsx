import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { FoundCompany, PartnerDetail } from '../../../schemas/rest/partners.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { Dialog } from '../look/dialog.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { CompareKeys } from './compare-keys.tsx'
import { useRefreshPartners } from './partners-data.ts'
import { useResolveFault } from './resolve-fault.ts'

export interface AddFacts {
  readonly onClose: () => void
  /** With the id of the new partner. */
  readonly onAdded: (id: string) => void
}

/** A DID in; the document that its node answers with, its keys to be compared by phone; then they are pinned. */
export const AddPartner = ({ onClose, onAdded }: AddFacts) => {
  const { t } = useLingui()
  const [found, setFound] = useState<FoundCompany | null>(null)
  return (
    <Dialog label={t`Add a partner`} onClose={onClose} className="add-partner">
      <h2 className="f16">
        <Trans>Add a partner</Trans>
      </h2>
      <LookForm found={found} onFound={setFound} />
      {found === null ? null : <Found key={found.did} found={found} onAdded={onAdded} />}
    </Dialog>
  )
}

interface LookFacts {
  readonly found: FoundCompany | null
  readonly onFound: (found: FoundCompany | null) => void
}

const LookForm = ({ found, onFound }: LookFacts) => {
  const faultOf = useResolveFault()
  const once = useOneAct()
  const [did, setDid] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const look = async (): Promise<void> => {
    setBusy(true)
    setWrong(null)
    try {
      onFound(await send<FoundCompany>('POST', '/api/partners/look', { did: did.trim() }))
    } catch (error) {
      setWrong(faultOf(error))
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(look)
      }}
    >
      <label className="form-row">
        <Trans>Its DID</Trans>
        <span className="row">
          <input
            ref={takeFocus}
            className="field grow"
            required
            maxLength={300}
            placeholder="did:web:partner.example"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={wrong !== null}
            value={did}
            onChange={(event) => {
              setDid(event.target.value)
              onFound(null)
              setWrong(null)
            }}
          />
          <button type="submit" className={`btn ${found === null ? 'pri' : ''}`} disabled={did.trim() === '' || isBusy}>
            {isBusy ? <Trans>Asking its node…</Trans> : <Trans>Ask its node</Trans>}
          </button>
        </span>
      </label>
      {wrong === null ? null : (
        <p className="t-late add-wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}

interface FoundFacts {
  readonly found: FoundCompany
  readonly onAdded: AddFacts['onAdded']
}

const Found = ({ found, onAdded }: FoundFacts) => {
  const { partner } = found
  if (partner === null) return <PinForm {...{ found, onAdded }} />
  return (
    <p className="row">
      <Trans>It is a partner already.</Trans>
      <button type="button" className="btn sm" onClick={() => onAdded(partner)}>
        <Trans>Open it</Trans>
      </button>
    </p>
  )
}

/** Pins what was looked at: other keys than these are refused. */
function usePin({ found: { did, keys }, onAdded }: FoundFacts) {
  const refresh = useRefreshPartners()
  const faultOf = useResolveFault()
  const [wrong, setWrong] = useState<string | null>(null)
  const pin = async (name: string): Promise<void> => {
    setWrong(null)
    try {
      const order = { did, name, thumbprint: keys[0]?.thumbprint }
      const { id } = await send<PartnerDetail>('POST', '/api/partners', order)
      await refresh()
      onAdded(id)
    } catch (error) {
      setWrong(faultOf(error))
    }
  }
  return { pin, wrong }
}

const PinForm = (facts: FoundFacts) => {
  const { found } = facts
  const once = useOneAct()
  const { pin, wrong } = usePin(facts)
  const [name, setName] = useState('')
  const [isCompared, setCompared] = useState(false)
  return (
    <form
      className="add-found"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(() => pin(name.trim()))
      }}
    >
      <CompareKeys keys={found.keys} />
      <label className="form-row">
        <Trans>Name</Trans>
        <input
          className="field"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="row">
        <input type="checkbox" checked={isCompared} onChange={(event) => setCompared(event.target.checked)} />
        <Trans>I have compared these signs with the partner by another way</Trans>
      </label>
      {wrong === null ? null : (
        <p className="t-late" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <span className="sp" />
        <button type="submit" className="btn pri" disabled={!isCompared || name.trim() === ''}>
          <Plural
            value={found.keys.length}
            one="Trust # key and add the partner"
            other="Trust # keys and add the partner"
          />
        </button>
      </p>
    </form>
  )
}
