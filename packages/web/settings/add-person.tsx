import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { ROLES } from '../accounts/session.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { send } from '../rest/client.ts'
import type { PeopleFacts } from './people-table.tsx'
import { ROLE_NAMES } from './role-words.tsx'
import { useRefresh } from './settings-data.ts'
import { useAct } from './use-act.ts'

const NOBODY = { name: '', email: '', role: 'viewer' }
const CONFLICT = 409

/** One more person: the node makes a password for their first login. */
export const AddPerson = ({ onPassword }: Pick<PeopleFacts, 'onPassword'>) => {
  const { t, i18n } = useLingui()
  const refresh = useRefresh()
  const [person, setPerson] = useState(NOBODY)
  const { act, wrong } = useAct((status) => (status === CONFLICT ? t`Somebody has this e-mail already` : undefined))
  const once = useOneAct()
  const add = async (): Promise<void> => {
    const isDone = await act(async () => {
      const { password } = await send<{ password: string }>('POST', '/api/people', person)
      onPassword({ email: person.email, password })
    })
    if (isDone) setPerson(NOBODY)
    await refresh()
  }
  const set = (key: keyof typeof NOBODY) => (event: { readonly target: { readonly value: string } }) =>
    setPerson({ ...person, [key]: event.target.value })
  return (
    <form
      className="add-row"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void once(add)
      }}
    >
      <label className="row">
        <Trans>Name</Trans>
        <input className="field" required maxLength={100} value={person.name} onChange={set('name')} />
      </label>
      <label className="row">
        <Trans>E-mail</Trans>
        <input className="field" type="email" required maxLength={200} value={person.email} onChange={set('email')} />
      </label>
      <label className="row">
        <Trans>Role</Trans>
        <select className="field" value={person.role} onChange={set('role')}>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {i18n._(ROLE_NAMES[role]!)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn pri" disabled={person.name === '' || person.email === ''}>
        <Trans>Add 1 person</Trans>
      </button>
      {wrong === null ? null : (
        <span className="t-late" role="alert">
          {wrong}
        </span>
      )}
    </form>
  )
}
