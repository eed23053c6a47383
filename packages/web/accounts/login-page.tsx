import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Logo } from '../look/icon.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/top-bar.tsx'
import { RequestRefused } from '../rest/client.ts'

export interface EntryFacts {
  /** True on a node without an owner: the first person to arrive becomes it. */
  readonly firstRun: boolean
  readonly onEnter: (entry: {
    readonly email: string
    readonly password: string
    readonly name: string
  }) => Promise<void>
}

/** Login, or the first owner of a new node. */
export const LoginPage = ({ firstRun, onEnter }: EntryFacts) => {
  const { t } = useLingui()
  const [entry, setEntry] = useState({ email: '', password: '', name: '' })
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    try {
      await onEnter(entry)
    } catch (error) {
      setRefusal(error instanceof RequestRefused ? error.message : t`The node does not answer. Is it still running?`)
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
        minLength={key === 'password' && firstRun ? 12 : undefined}
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
          {firstRun ? (
            <Trans>This node has no owner yet. Name the first account.</Trans>
          ) : (
            <Trans>Log in to your own node.</Trans>
          )}
        </p>
        {firstRun ? field('name', t`Name`, 'text', 'name') : null}
        {field('email', t`E-mail`, 'email', 'username')}
        {field('password', t`Password`, 'password', firstRun ? 'new-password' : 'current-password')}
        {refusal === null ? null : (
          <p className="t-late" role="alert">
            {refusal}
          </p>
        )}
        <button type="submit" className="btn pri" disabled={busy}>
          {firstRun ? <Trans>Create the owner</Trans> : <Trans>Log in</Trans>}
        </button>
      </form>
    </main>
  )
}
