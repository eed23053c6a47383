import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Logo } from '../look/icon.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/top-bar.tsx'
import { useLoginText } from './login-text.ts'

export interface EntryFacts {
  readonly onEnter: (entry: { readonly email: string; readonly password: string }) => Promise<void>
}

/** The first owner's login is printed where the node was started. */
export const LoginPage = ({ onEnter }: EntryFacts) => {
  const { t } = useLingui()
  const loginText = useLoginText()
  const [entry, setEntry] = useState({ email: '', password: '' })
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    try {
      await onEnter(entry)
    } catch (error) {
      setRefusal(loginText(error))
    } finally {
      setBusy(false)
    }
  }
  const field = (key: keyof typeof entry, label: string, type: string, autoComplete: string) => (
    <label className="form-row">
      <span>{label}</span>
      <input
        className="field"
        type={type}
        autoComplete={autoComplete}
        required
        value={entry[key]}
        onChange={(event) => setEntry({ ...entry, [key]: event.target.value })}
      />
    </label>
  )
  return (
    <main className="entry">
      <div className="entry-tools">
        <ThemeSwitch />
        <LanguageSwitch />
      </div>
      <form className="panel entry-form" onSubmit={submit}>
        <span className="logo">
          <Logo />
        </span>
        <h1 className="f20">Headwater 源头</h1>
        <p className="m">
          <Trans>Log in to your own node.</Trans>
        </p>
        {field('email', t`E-mail`, 'email', 'username')}
        {field('password', t`Password`, 'password', 'current-password')}
        {refusal === null ? null : (
          <p className="t-late" role="alert">
            {refusal}
          </p>
        )}
        <button type="submit" className="btn pri" disabled={busy}>
          <Trans>Log in</Trans>
        </button>
      </form>
    </main>
  )
}
