import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useOneAct } from '../editing/use-one-act.ts'
import { Dialog } from '../look/dialog.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { useAct } from '../settings/use-act.ts'
import { useRefreshPartners } from './partners-data.ts'

/** One of each kind: Ed25519 and P-256. */
const KEYS = 2

/** Says what new keys mean before they are made. */
export const RotateDialog = ({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) => {
  const { t } = useLingui()
  const refresh = useRefreshPartners()
  const { act, wrong } = useAct(() => undefined)
  const once = useOneAct()
  const rotate = async (): Promise<void> => {
    const isDone = await act(() => send('POST', '/api/identity/rotate'))
    await refresh()
    if (isDone) onDone()
  }
  return (
    <Dialog label={t`Make new keys`} onClose={onClose} className="rotate-dialog" holds="nothing">
      <h2 className="f16">
        <Trans>Make new keys</Trans>
      </h2>
      <p>
        <Trans>
          The keys in use announce the new ones, so that partners follow by themselves. The old ones sign nothing new
          and stay known, for what they signed. This cannot be taken back.
        </Trans>
      </p>
      {wrong === null ? null : (
        <p className="t-late" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <button type="button" className="btn" ref={takeFocus} onClick={onClose}>
          <Trans>Keep the keys</Trans>
        </button>
        <span className="sp" />
        <button type="button" className="btn pri" onClick={() => void once(rotate)}>
          <Plural value={KEYS} one="Make # new key" other="Make # new keys" />
        </button>
      </p>
    </Dialog>
  )
}
