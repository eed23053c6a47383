import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Dialog } from '../look/dialog.tsx'
import { takeFocus } from '../look/take-focus.ts'
import { send } from '../rest/client.ts'
import { isAsking, onGate, openGate } from '../rest/session-gate.ts'
import { useLoginText } from './login-text.ts'

/** A session that has ended is begun again over the screen as it stands; what waited is sent then. */
export const LoginAgain = ({ email }: { readonly email: string }) => {
  const isOpen = useSyncExternalStore(onGate, isAsking)
  return isOpen ? <AskAgain email={email} /> : null
}

const AskAgain = ({ email }: { readonly email: string }) => {
  const { t } = useLingui()
  const loginText = useLoginText()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      await send('POST', '/api/session', { email, password })
      openGate()
      await queries.invalidateQueries()
    } catch (error) {
      setRefusal(loginText(error))
      setBusy(false)
    }
  }
  return (
    <Dialog label={t`Log in again`} onClose={() => {}} className="login-again" holds="nothing">
      <form className="col" onSubmit={enter}>
        <h2 className="f16">
          <Trans>Log in again</Trans>
        </h2>
        <p className="m">
          <Trans>
            Your session has ended. Everything you typed is still here, and what you saved goes on after this.
          </Trans>
        </p>
        <p className="form-row">
          <Trans>E-mail</Trans>
          <b className="ell">{email}</b>
          <input type="hidden" autoComplete="username" value={email} />
        </p>
        <PasswordField password={password} onPassword={setPassword} />
        {refusal === null ? null : (
          <p className="t-late f12" role="alert">
            {refusal}
          </p>
        )}
        <p className="row">
          <button type="button" className="btn quiet" onClick={() => location.reload()}>
            <Trans>Somebody else, typed things go</Trans>
          </button>
          <span className="sp" />
          <button type="submit" className="btn pri" disabled={isBusy}>
            <Trans>Log in and go on</Trans>
          </button>
        </p>
      </form>
    </Dialog>
  )
}

const PasswordField = ({
  password,
  onPassword,
}: {
  readonly password: string
  readonly onPassword: (password: string) => void
}) => (
  <label className="form-row">
    <Trans>Password</Trans>
    <input
      ref={takeFocus}
      className="field"
      type="password"
      autoComplete="current-password"
      required
      value={password}
      onChange={(event) => onPassword(event.target.value)}
    />
  </label>
)
