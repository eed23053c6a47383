import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useRefusalText } from '../editing/failure-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { RequestRefused, send } from '../rest/client.ts'
import { disarmGate } from '../rest/session-gate.ts'

/** As the node has it. */
const LEAST = 12

/** The password that one has, and another: all sessions end, so one logs in again with it. */
export const NewPasswordForm = ({ onDone }: { readonly onDone?: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const refusalText = useRefusalText()
  const [entry, setEntry] = useState({ current: '', password: '' })
  const [refusal, setRefusal] = useState<string | null>(null)
  const isShort = entry.password.length < LEAST
  const once = useOneAct()
  const change = async (): Promise<void> => {
    if (entry.password === entry.current) return setRefusal(t`This is the password that you have now: choose another`)
    try {
      await send('PUT', '/api/session/password', entry)
      // The session has ended with the old password: the whole page asks for the new one.
      disarmGate()
      queries.setQueryData(['session'], null)
      onDone?.()
    } catch (error) {
      const isWrong = error instanceof RequestRefused && error.problem.status === 400
      setRefusal(isWrong ? t`This is not the password that you have now` : refusalText(error))
    }
  }
  const field = (key: keyof typeof entry, label: string, autoComplete: string) => (
    <label className="form-row">
      <span>{label}</span>
      <input
        className="field"
        type="password"
        required
        autoComplete={autoComplete}
        value={entry[key]}
        onChange={(event) => setEntry({ ...entry, [key]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      className="new-password col"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(change)
      }}
    >
      {field('current', t`Until now`, 'current-password')}
      {field('password', t`From now on`, 'new-password')}
      <p className="q f12">
        <Trans>At least {LEAST} characters. All sessions end, and tokens are revoked: log in with it again.</Trans>
      </p>
      {refusal === null ? null : (
        <p className="t-late" role="alert">
          {refusal}
        </p>
      )}
      <button type="submit" className="btn pri" disabled={isShort || entry.current === ''}>
        <Trans>Change the password</Trans>
      </button>
    </form>
  )
}
