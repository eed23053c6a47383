import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonView } from '../../../schemas/rest/accounts.ts'
import { ROLES } from '../accounts/session.ts'
import { Shape } from '../look/status.tsx'
import { send } from '../rest/client.ts'
import { useAge } from './moment-words.ts'
import { ROLE_NAMES } from './role-words.tsx'
import { useRefresh } from './settings-data.ts'
import { useAct } from './use-act.ts'

const CONFLICT = 409

export interface PeopleFacts {
  readonly people: readonly PersonView[]
  readonly onPassword: (given: { readonly email: string; readonly password: string }) => void
}

/** Everybody who may log in, with role, state and what can be done. */
export const PeopleTable = ({ people, onPassword }: PeopleFacts) => {
  const { t } = useLingui()
  const { act, wrong } = useAct((status) =>
    status === CONFLICT ? t`Another owner who may log in has to remain` : undefined,
  )
  return (
    <>
      <table className="people">
        <thead>
          <tr>
            <th>
              <Trans>Name</Trans>
            </th>
            <th>
              <Trans>E-mail</Trans>
            </th>
            <th className="w-role">
              <Trans>Role</Trans>
            </th>
            <th className="w-seen">
              <Trans>Last seen</Trans>
            </th>
            <th className="w-state">
              <Trans>State</Trans>
            </th>
            <th className="w-acts">
              <Trans>Can be done</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} act={act} onPassword={onPassword} />
          ))}
        </tbody>
      </table>
      {wrong === null ? null : (
        <p className="settings-wrong t-late" role="alert">
          {wrong}
        </p>
      )}
    </>
  )
}

interface RowFacts {
  readonly person: PersonView
  readonly act: (work: () => Promise<unknown>) => Promise<boolean>
  readonly onPassword: PeopleFacts['onPassword']
}

const PersonRow = ({ person, act, onPassword }: RowFacts) => {
  const { t, i18n } = useLingui()
  const ageOf = useAge()
  const refresh = useRefresh()
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    await act(work)
    await refresh()
  }
  const at = `/api/people/${person.id}`
  return (
    <tr className={person.disabled ? 'idle' : ''}>
      <th scope="row">{person.name}</th>
      <td title={person.email}>{person.email}</td>
      <td className="w-role">
        <select
          className="field"
          aria-label={t`Role of ${person.name}`}
          value={person.role}
          onChange={(event) => void change(() => send('PUT', `${at}/role`, { role: event.target.value }))}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {i18n._(ROLE_NAMES[role]!)}
            </option>
          ))}
        </select>
      </td>
      <td className="w-seen">{person.seen === null ? <span className="q">–</span> : ageOf(person.seen)}</td>
      <td className="w-state">
        <State person={person} />
      </td>
      <td className="w-acts">
        <span className="row">
          <button
            type="button"
            className="btn sm"
            onClick={() =>
              void change(async () => {
                const { password } = await send<{ password: string }>('POST', `${at}/password`)
                onPassword({ email: person.email, password })
              })
            }
          >
            <Trans>Give a password for one login</Trans>
          </button>
          <button
            type="button"
            className="btn sm"
            onClick={() => void change(() => send('PUT', `${at}/disabled`, { disabled: !person.disabled }))}
          >
            {person.disabled ? <Trans>Let in again</Trans> : <Trans>Disable</Trans>}
          </button>
        </span>
      </td>
    </tr>
  )
}

const State = ({ person }: { readonly person: PersonView }) => {
  if (person.disabled)
    return (
      <span className="chip hold">
        <Shape status="hold" /> <Trans>Disabled</Trans>
      </span>
    )
  if (person.mustChange)
    return (
      <span className="chip none">
        <Shape status="none" /> <Trans>Has not logged in yet</Trans>
      </span>
    )
  return (
    <span className="q">
      <Trans>May log in</Trans>
    </span>
  )
}
